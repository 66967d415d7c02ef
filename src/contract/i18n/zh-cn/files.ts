/** Prompts as files, in and out; the folder in step; backups. */
export const files: Readonly<Record<string, string>> = {
  'Import prompts': '导入提示词',
  'Copy as curl, SDK code or JSON': '复制为 curl、SDK 代码或 JSON',
  'Save the prompt as a file': '将提示词保存为文件',
  'Files and backups': '文件与备份',
  'A folder of prompt files, and copies of everything.': '提示词文件夹，以及全部数据的副本。',
  Open: '打开',
  'Saved {fileName}': '已保存 {fileName}',
  'A prompt file, a request or prompt object as JSON, a curl command, or a promptfoo configuration. Keys in it are never read.':
    '提示词文件、JSON 形式的请求或提示词对象、curl 命令，或 promptfoo 配置。其中的密钥一概不读取。',
  Prompts: '提示词',
  'Paste it here, drop a file, or choose one': '粘贴到此处、拖入文件，或选择文件',
  'The beginning of a longer text.': '这是较长文本的开头。',
  'Prompts found': '找到的提示词',
  'Choose a file': '选择文件',
  '{count, plural, one {Imported # prompt} other {Imported # prompts}}':
    '已导入 {count, plural, other {# 个提示词}}',
  Import: '导入',
  'Import {count} prompts': '导入 {count} 个提示词',
  '{messages, plural, one {# message} other {# messages}}': '{messages, plural, other {# 条消息}}',
  '{variables, plural, one {# variable} other {# variables}}': '{variables, plural, other {# 个变量}}',
  'Without a name': '未命名',
  'A prompt as text': '文本形式的提示词',
  'The request of a curl command': 'curl 命令中的请求',
  '{prompts, plural, one {A promptfoo configuration with # prompt} other {A promptfoo configuration with # prompts}}':
    '{prompts, plural, other {含 # 个提示词的 promptfoo 配置}}',
  '{prompts, plural, one {JSON with # prompt} other {JSON with # prompts}}':
    '{prompts, plural, other {含 # 个提示词的 JSON}}',
  curl: 'curl',
  'OpenAI SDK, Python': 'OpenAI SDK（Python）',
  'OpenAI SDK, TypeScript': 'OpenAI SDK（TypeScript）',
  'Anthropic SDK, Python': 'Anthropic SDK（Python）',
  'Anthropic SDK, TypeScript': 'Anthropic SDK（TypeScript）',
  'DeepSeek JSON': 'DeepSeek JSON',
  'Copy as': '复制为',
  As: '格式',
  Copy: '复制',
  'What “{name}” sends, without your key: programs read it from DEEPSEEK_API_KEY.':
    '“{name}”发送的内容，不含你的密钥：程序从 DEEPSEEK_API_KEY 读取。',
  'Save as a prompt file': '保存为提示词文件',
  'Copied as {format}': '已复制为 {format}',
  Done: '完成',
  'A folder of prompt files': '提示词文件夹',
  'Each prompt is one plain file, to be kept in git and changed with any editor. Both sides follow each other; where both have changed, you decide.':
    '每个提示词是一个纯文本文件，可用 git 管理，用任意编辑器修改。两边互相跟随；若两边都改了，由你决定。',
  'Close the folder': '关闭文件夹',
  'Open a folder': '打开文件夹',
  'Open the folder': '打开该文件夹',
  'Folder on the machine that Fathom runs on': 'Fathom 所在机器上的文件夹',
  '“{name}” has no file in the folder.': '“{name}”在文件夹中没有文件。',
  'Keep it there too': '也保存到那里',
  'No prompt file is in the folder yet.': '文件夹中还没有提示词文件。',
  'Prompt files': '提示词文件',
  Decide: '决定',
  'Let go: {path}': '不再跟随：{path}',
  'Let go': '不再跟随',
  'in step': '已同步',
  'prompt removed, file left': '提示词已移除，文件保留',
  'changed on both sides': '两边都有修改',
  'file removed': '文件已删除',
  'cannot be read': '无法读取',
  'The file is gone; the prompt is still here.': '文件已不在；提示词仍在这里。',
  'What {path} says, against the draft here': '{path} 的内容与此处草稿对比',
  'the draft here': '此处的草稿',
  'Write the file again': '重新写出文件',
  'Keep the draft, write the file': '保留草稿并写入文件',
  'Remove the prompt too': '同时移除提示词',
  'Take the file': '采用文件',
  'Keep both as two prompts': '两者都保留为两个提示词',
  Backups: '备份',
  'One file with all prompts, versions, runs, the ledger and the settings. Your keys are not in it.':
    '一个文件包含全部提示词、版本、运行、账本和设置，不含你的密钥。',
  'Backing up': '正在备份',
  'Back up now': '立即备份',
  'Restore from a file': '从文件恢复',
  'Saved as {path}': '已保存为 {path}',
  'Backups in the data folder': '数据文件夹中的备份',
  'Another backup on the machine that Fathom runs on': 'Fathom 所在机器上的其他备份',
  'Restore it': '恢复它',
  'A backup takes the place of what is here at the next start. What is here now is kept beside it.':
    '下次启动时，备份将取代现有数据。现有数据会另存一份。',
  'Stop Fathom and start it again.': '请停止 Fathom 后重新启动。',
  'Call it off': '取消恢复',
  'Restart now': '立即重启',
  '{kilobytes} kB': '{kilobytes} kB',
  'Restore the backup of {at}': '恢复 {at} 的备份',
  Restore: '恢复',
  'by you': '手动',
  daily: '每日',
  'before an update': '更新前',
  'This backup was written by a newer Fathom. Update Fathom and restore it then; nothing was changed.':
    '该备份由更新版本的 Fathom 写出。请先更新 Fathom 再恢复；未做任何更改。',
  'This file is not a backup of Fathom, or it is damaged. Choose another one; nothing was changed.':
    '该文件不是 Fathom 的备份，或已损坏。请另选一个；未做任何更改。',
  'A backup waits to be restored, but another Fathom has the data open. Close it and start this one again.':
    '有备份等待恢复，但另一个 Fathom 正在使用数据。请关闭它，再重新启动本程序。',
  'The backup was restored. What was here before is kept as {file}.': '备份已恢复。原有数据保存为 {file}。',
  'There is no file dialog here. Give the path of the backup on the machine that Fathom runs on.':
    '此处没有文件对话框。请填写备份在 Fathom 所在机器上的路径。',
  'Choose it in the dialog of the system: a window names no path.':
    '请在系统对话框中选择：窗口不能指定路径。',
  'Backups of Fathom': 'Fathom 备份',
  '{name} could not be saved ({code}). Choose another folder, or free some space.':
    '{name} 无法保存（{code}）。请选择其他文件夹，或释放一些空间。',
  'Imported prompt': '导入的提示词',
  'There is no file dialog here. Give the path of the folder on the machine that Fathom runs on.':
    '此处没有文件对话框。请填写文件夹在 Fathom 所在机器上的路径。',
  'Folder of prompt files': '提示词文件夹',
  'Files that were not taken': '未采用的文件',
  '{path} cannot be read ({code}). Allow reading it, or let it go.':
    '无法读取 {path}（{code}）。请允许读取，或不再跟随它。',
  '{path} is not text in UTF-8. Save it as UTF-8; until then it is left as it is.':
    '{path} 不是 UTF-8 文本。请另存为 UTF-8；在此之前不会改动它。',
  '{path} could not be written ({code}). Allow writing there, or free some space; the draft is safe here.':
    '无法写入 {path}（{code}）。请允许写入，或腾出空间；草稿在此处是安全的。',
  '{path} is there, but it is no prompt file any more: its header does not begin with "fathom:". Put that line back, or let it go.':
    '{path} 还在，但已不是提示词文件：文件头没有以“fathom:”开头。请补回这一行，或不再跟随它。',
  'Something went wrong inside Fathom; its log says what.': 'Fathom 内部出了问题；详情见日志。',
  'The folder {folder} cannot be read ({code}). Check that it is there, or open another one.':
    '无法读取文件夹 {folder}（{code}）。请检查它是否存在，或打开其他文件夹。',
  'No folder of prompt files is open. Open one in Settings.': '没有打开提示词文件夹。请在设置中打开一个。',
  'This prompt has no file in the folder any more. Look at the list again.':
    '该提示词在文件夹中已没有文件。请重新查看列表。',
  'The file is of format {format}, which a newer Fathom wrote. Update Fathom to read it.':
    '文件格式为 {format}，由更新版本的 Fathom 写出。请更新 Fathom 后再读取。',
  'The name in the header is not a text. Put it in quotes.': '文件头中的名称不是文本。请给它加上引号。',
  'The variables in the header are not a list of names and texts. Write one "name: text" a line.':
    '文件头中的变量不是名称与文本的列表。请每行写一个“名称: 文本”。',
  'The header holds no "key: value" lines. Write for example "model: deepseek-flash".':
    '文件头中没有“键: 值”行。例如可写“model: deepseek-flash”。',
  'The header is not plain YAML. Mend it, or export the prompt again.':
    '文件头不是普通的 YAML。请修正它，或重新导出提示词。',
  'Line {line} of the file is not YAML. Mend it, or export the prompt again.':
    '文件第 {line} 行不是 YAML。请修正它，或重新导出提示词。',
  '"{key}" in the header has a value that cannot be sent: {reason}.':
    '文件头中“{key}”的值无法发送：{reason}。',
  'A message holds half of a character, which a text file cannot keep. Remove it and export again.':
    '某条消息含有半个字符，文本文件无法保存。请删除它后重新导出。',
  '"{key}" in the header is not known here and was left out.': '文件头中的“{key}”无法识别，已略去。',
  'The header of this file has no end. Put a line of three dashes under it.':
    '该文件的文件头没有结束。请在其下加一行三个短横线。',
  'The file begins with thinking that belongs to no message. Put the message above it.':
    '文件以不属于任何消息的思考开头。请在其上方写出该消息。',
  'What stands behind "{kind}" in a marker of this file is not understood. Export the prompt again, or remove it.':
    '无法理解该文件标记中“{kind}”之后的内容。请重新导出提示词，或将其删除。',
  'The file is longer than any prompt can be. Choose a smaller one.':
    '文件比任何提示词都长。请选择较小的文件。',
  'The file is not a text. Choose a JSON, YAML, Markdown or text file.':
    '该文件不是文本。请选择 JSON、YAML、Markdown 或文本文件。',
  'The file is empty. Choose one with a prompt in it.': '文件是空的。请选择含有提示词的文件。',
  'Something between the messages is no message and was left out.': '消息之间有一项不是消息，已略去。',
  'Names of speakers were left out; a draft has roles only.': '发言者姓名已略去；草稿只有角色。',
  'A part of a message that is not text ({type}) was left out. Attach it in the editor.':
    '消息中非文本的部分（{type}）已略去。请在编辑器中附加。',
  'An image that is not in the text itself was left out. Attach it in the editor.':
    '不在文本内的图片已略去。请在编辑器中附加。',
  'Not taken over, because DeepSeek has no such setting: {keys}.':
    '未采用，因为 DeepSeek 没有这些设置：{keys}。',
  '"{field}" has a value that DeepSeek does not take; the default stands.':
    '“{field}”的值 DeepSeek 不接受；保留默认值。',
  'The model "{model}" is not one of DeepSeek; choose another in the editor.':
    '模型“{model}”不是 DeepSeek 的模型；请在编辑器中另选。',
  'The JSON schema of the answer was left out: DeepSeek takes "json_object" only. Describe it in the prompt.':
    '回答的 JSON schema 已略去：DeepSeek 只接受“json_object”。请在提示词中描述它。',
  'Tools that are not functions were left out: they run on the servers of their provider.':
    '非函数工具已略去：它们在其提供方的服务器上运行。',
  '{left, plural, one {# entry holds} other {# entries hold}} no prompt.':
    '{left, plural, other {# 项不含}}提示词。',
  'Imported {number}': '导入 {number}',
  'This JSON holds no messages. Choose a request with "messages" or "input", a list of messages, or an exported prompt.':
    '该 JSON 不含消息。请选择带有“messages”或“input”的请求、消息列表，或导出的提示词。',
  'This names the stored prompt {id} but does not hold its text. Open that prompt at OpenAI and copy its messages as JSON.':
    '这里只写了已存储提示词 {id} 的名称，没有其文本。请在 OpenAI 打开该提示词，并将其消息复制为 JSON。',
  'A quote in this command is not closed. Copy the whole command.': '该命令中有引号未闭合。请复制完整命令。',
  'This curl command sends no data. Copy one with -d or --json.':
    '该 curl 命令没有发送数据。请复制带有 -d 或 --json 的命令。',
  'This curl command sends the file {name}. Import that file instead.':
    '该 curl 命令发送的是文件 {name}。请改为导入该文件。',
  'This promptfoo configuration holds no prompt text itself: its prompts are in other files. Import those files.':
    '该 promptfoo 配置本身不含提示词文本：其提示词在其他文件中。请导入那些文件。',
  'Of {tests, number} tests the values of the first were taken. Import the others on the page Tests, as CSV or JSONL.':
    '共 {tests, number} 个测试，已采用第一个的值。其余请在“测试”页以 CSV 或 JSONL 导入。',
  'The file is not plain YAML. Mend it and import it again.': '文件不是普通的 YAML。请修正后重新导入。',
  'Line {line} of the file is not YAML. Mend it and import it again.':
    '文件第 {line} 行不是 YAML。请修正后重新导入。',
  'The file holds no configuration. Choose a promptfooconfig.yaml.':
    '文件中没有配置。请选择 promptfooconfig.yaml。',
  'The prompt {file} is in a file of its own. Import that file too.':
    '提示词 {file} 在单独的文件中。请也导入该文件。',
  'Filters and conditions of the template were kept as text; Fathom fills in plain variables only.':
    '模板中的过滤器和条件保留为文本；Fathom 只填入普通变量。',
  'The tests are in {file}. Import that file on the page Tests.':
    '测试在 {file} 中。请在“测试”页导入该文件。',
  'The value of {name} is in {file}. Drop that file on the variable.':
    '{name} 的值在 {file} 中。请把该文件拖到此变量上。',
  'Of the DeepSeek models {models} the first was taken. Compare runs them side by side.':
    'DeepSeek 模型 {models} 中采用了第一个。“对比”可并排运行它们。',
  'promptfoo prompt': 'promptfoo 提示词',
  'Left out, because the Messages API has no such setting: {keys}.':
    '已略去，因为 Messages API 没有这些设置：{keys}。',
  'The Messages API has no response format, so it was left out.': 'Messages API 没有响应格式，已略去。',
  'A system message amid the conversation became one of the user: the Messages API has no other place for it.':
    '对话中间的系统消息改成了用户消息：Messages API 没有其他位置可放。',
  'Earlier thinking was left out: the Messages API takes it back only with its signature.':
    '先前的思考已略去：Messages API 只在带有签名时才接收。',
  'The Messages API cannot fill a gap. Copy this draft as curl or for the SDK of OpenAI.':
    'Messages API 无法补全空缺。请将此草稿复制为 curl 或 OpenAI SDK。',
}
