/** Why something asked of Fathom was not done. */
export const refusals: Readonly<Record<string, string>> = {
  'The bands of at most {days} days can be listed at once.': '一次最多列出 {days} 天的时段。',
  'This run is not in the data folder any more.': '此运行已不在数据文件夹中。',
  'This draft is not open in any window. Open it again.': '没有窗口打开此草稿。请重新打开它。',
  'There is no file dialog here. Save and open files with the browser that shows this window.':
    '此处没有文件对话框。请用显示此窗口的浏览器保存和打开文件。',
  'The prompt could not be counted. Try again.': '无法对提示词计数，请重试。',
  'No model knows the control token {name}.': '没有模型认识控制 token {name}。',
  'This draft is not open. Open it and verify again.': '此草稿没有打开。请打开后重新验证。',
  'Verifying was stopped.': '验证已停止。',
  'The second engine could not count: {reason}. Try again.': '第二个引擎无法计数：{reason}。请重试。',
  'its thread ended': '其线程已结束',
  '{name} is larger than 32 MB. Split it and try again.': '{name} 超过 32 MB。请拆分后重试。',
  '{name} could not be read ({code}). Choose another file.': '无法读取 {name}（{code}）。请选择其他文件。',
  '{name} could not be saved ({code}). Choose another folder, or free some space.':
    '无法保存 {name}（{code}）。请选择其他文件夹，或腾出空间。',
  'There is no such ledger entry. Load the ledger again.': '没有这条账本记录。请重新加载账本。',
  'This export cannot be continued. Start it again.': '此导出无法继续。请重新开始。',
  'This export has more than {rows} rows. Nothing was imported. Export a shorter time on the platform.':
    '此导出文件超过 {rows} 行。没有导入任何内容。请在平台导出较短的时间段。',
  'These runs cannot be settled from the export any more. Look at the match again.':
    '这些运行已无法用此导出文件结算。请重新查看核对结果。',
  'This is not a usage export of the platform. {why} On the platform open Usage and press Export, then import that file.':
    '这不是平台的用量导出。{why}请在平台打开“用量”，点击“导出”，再导入该文件。',
  'This zip is protected by a password. Unpack it and import the CSV files.':
    '此 zip 有密码保护。请解压后导入其中的 CSV 文件。',
  'This zip is damaged or not complete. Export the usage again on the platform and import the new file.':
    '此 zip 已损坏或不完整。请在平台重新导出用量并导入新文件。',
  'This zip holds more than a usage export does. Nothing was read. Import one export of the platform at a time.':
    '此 zip 的内容超出一份用量导出。没有读取任何内容。请每次导入一份平台导出。',
  'The column of {model} still runs. Stop it, or wait for its end, then run again.':
    '{model} 列仍在运行。请停止它或等它结束，然后再次运行。',
  'This column is not in the comparison any more. Look at it again.': '此列已不在对比中。请重新查看。',
  'A prompt needs a name of 1 to 200 characters. Choose another name.':
    '提示词名称须为 1 到 200 个字符。请另选名称。',
  'That message is no longer in this draft. Load the draft again.': '该消息已不在此草稿中。请重新加载草稿。',
  'That message is in this draft already. Load the draft again.': '该消息已在此草稿中。请重新加载草稿。',
  'That edit does not fit this draft, so nothing was changed. Load the draft again.':
    '该编辑与此草稿不符，因此没有改动。请重新加载草稿。',
  'A draft holds at most 64 million characters. Shorten the text and paste again.':
    '草稿最多容纳 6400 万个字符。请缩短文本后重新粘贴。',
  'This draft was changed in another window. Its newest text has to be loaded before more can be added.':
    '此草稿已在另一个窗口中修改。须先加载最新文本才能继续添加。',
  'There is no such prompt. Choose another one from the library.': '没有这个提示词。请从提示词库中另选。',
  'Past runs are being priced anew already. Wait until it is done.': '过去的运行正在重新定价。请等待完成。',
  'Prices or the setting have changed since this was shown. Look at the changes again.':
    '显示之后价格或设置有变。请重新查看改动。',
  'This is not in the list any more. Load it again.': '它已不在列表中。请重新加载。',
  'This run has not ended yet. Its receipt comes with its usage.': '此运行尚未结束。凭据会随用量而来。',
  'The usage of this run is not known, so it has no receipt. It can be settled from the usage export.':
    '此运行的用量未知，因此没有凭据。可以用用量导出结算。',
  'It is not peak now, so there is nothing to wait for. Run it at once.':
    '现在不是高峰，无需等待。请直接运行。',
  'This budget was removed meanwhile. Add it again.': '此预算已被移除。请重新添加。',
  'This key was removed. Choose another one.': '此密钥已被移除。请选择其他密钥。',
  'There is a key called "{name}" already. Choose another name.': '已有名为“{name}”的密钥。请另选名称。',
  'This is the only key. Add another one before its name is removed.':
    '这是唯一的密钥。移除其名称前请先添加另一个。',
  'The keychain ({backend}) does not answer. Unlock it or start its service, or keep the key until you quit.':
    '钥匙串（{backend}）没有响应。请解锁或启动其服务，或将密钥保留到退出为止。',
  'The keychain does not answer. Keep the key until you quit instead.':
    '钥匙串没有响应。请改为将密钥保留到退出为止。',
  'There is no key for {host}. Add one in Settings or set DEEPSEEK_API_KEY, or run in practice.':
    '没有 {host} 的密钥。请在设置中添加或设置 DEEPSEEK_API_KEY，或用练习运行。',
  'No key was given. Paste the key from platform.deepseek.com.':
    '没有提供密钥。请粘贴 platform.deepseek.com 的密钥。',
  'A key has only plain letters, digits and signs, without spaces. Copy it again, whole.':
    '密钥只含普通字母、数字和符号，没有空格。请重新完整复制。',
  'This does not look like a DeepSeek key: those begin with "sk-". Copy it from platform.deepseek.com.':
    '这不像 DeepSeek 密钥：其以“sk-”开头。请从 platform.deepseek.com 复制。',
  'This key is not whole: "sk-" is followed by at least 16 letters or digits. Copy it again, whole.':
    '此密钥不完整：“sk-”之后至少有 16 个字母或数字。请重新完整复制。',
  'This run has ended already.': '此运行已经结束。',
  'Fathom is closing, so nothing was sent.': 'Fathom 正在关闭，因此没有发送。',
  'The draft changed while it was being sent. Look at it and run again.':
    '发送时草稿有改动。请查看后再次运行。',
  'There is nothing to send yet. Write a message first.': '还没有可发送的内容。请先写一条消息。',
  'This run is not in the ledger, so it cannot be settled.': '此运行不在账本中，因此无法结算。',
  'This run has not ended yet. Settle it when it has.': '此运行尚未结束。请在结束后结算。',
  'What this run was billed is known, so there is nothing to settle.': '此运行的计费已知，无需结算。',
  'This address does not get a key. Use https://api.deepseek.com, the practice endpoint, or add the https host with a key of its own in Settings.':
    '不会向此地址发送密钥。请使用 https://api.deepseek.com 或练习端点，或在设置中为该 https 主机添加单独的密钥。',
  'The bills of this model agree with its counts again, so there is nothing to mark.':
    '此模型的账单又与计数一致，无需标记。',
  'The bands of such a span cannot be listed. Ask for 1 ms to 800 days.':
    '无法列出这样长度的时段。请指定 1 毫秒到 800 天。',
  '{what} "{text}" is not a plain decimal number. Write digits with a point, such as 0.28.':
    '{what}“{text}”不是普通小数。请用带小数点的数字，例如 0.28。',
  '{what} "{text}" has more than {decimals} decimals and cannot be held exactly. Shorten it to {most}.':
    '{what}“{text}”超过 {decimals} 位小数，无法精确保存。请缩短到 {most} 位。',
  'The price per 1M tokens "{text}" is negative. Enter 0 or more.':
    '每百万 token 的价格“{text}”为负。请填写 0 或更大的数。',
  'The price per 1M tokens': '每百万 token 的价格',
  'The amount': '金额',
  '{tokens} is not a number of tokens. Give a whole number from 0 on.':
    '{tokens} 不是 token 数。请给出从 0 起的整数。',
  '{what} cannot be read: {problems}{more}. Correct it and try again.':
    '无法读取{what}：{problems}{more}。请修正后重试。',
  'The file': '文件',
  'No peak hours hold from {from} on, so a {band} price would never be used. Enter it as all-day.':
    '自 {from} 起没有高峰时段，因此 {band} 价格永远不会用到。请按全天填写。',
  'The file has other contents for {ids}. A price is never overwritten: give the changed row an id and a recorded-at of its own.':
    '文件中 {ids} 的内容不同。价格从不覆盖：请给改动的行自己的 id 和记录时间。',
  'The file is not JSON. Choose a file that was exported as a price book.':
    '文件不是 JSON。请选择导出的价格簿文件。',
  'The price row {id} occurs twice. Keep one of them.': '价格行 {id} 出现两次。请只保留一个。',
  'The price rows {id} and {other} claim the same time and were recorded at the same moment. End one where the other begins.':
    '价格行 {id} 与 {other} 覆盖同一时间且记录于同一时刻。请让一行在另一行开始处结束。',
  'The usage that the API reported cannot be read, so this run stays unpriced. Its raw form is kept.':
    '无法读取 API 报告的用量，因此此运行未定价。已保留原始数据。',
  'In the reported usage {what}, so this run stays unpriced. Its raw form is kept.':
    '所报告的用量中{what}，因此此运行未定价。已保留原始数据。',
  'DeepSeek served no model "{name}" at {at}.': '{at} 时 DeepSeek 没有提供模型“{name}”。',
  'The request names no model. Add "model" to it, or give --model.':
    '请求没有写明模型。请添加“model”，或给出 --model。',
  'The request names no model. Name one.': '请求没有写明模型。请写明一个。',
  'The model book names {served} for {name} but does not describe it. Correct it and try again.':
    '模型簿为 {name} 指定了 {served} 却没有描述它。请修正后重试。',
  'This case is not there any more. Look at the table again.': '此用例已不存在。请重新查看表格。',
  'Stopped before it was sent.': '发送前已停止。',
  'Counting failed: {reason}. Open the draft again.': '计数失败：{reason}。请重新打开草稿。',
  'The edit from {from} to {to} is outside of a text of {length} characters. Open the text again.':
    '从 {from} 到 {to} 的编辑超出了 {length} 个字符的文本。请重新打开文本。',
  'Counting stopped: {reason}. Open the draft again.': '计数已停止：{reason}。请重新打开草稿。',
  'Counting has ended. Start Fathom again to go on.': '计数已结束。请重新启动 Fathom 以继续。',
  'Use one of {names}.': '请使用以下之一：{names}。',
  'Give a later instant.': '请给出更晚的时刻。',
  'Nothing is being counted under this name. Open the draft again.': '此名称下没有在计数。请重新打开草稿。',
  'The draft is not a part of this prompt. Open it again.': '草稿不属于此提示词。请重新打开。',
  'The draft is not open for counting. Open it again.': '草稿没有打开供计数。请重新打开。',
  '{runs} is not a number of runs; give 1 or more.': '{runs} 不是运行次数；请给出 1 或更大的数。',
  'A cache of {cached} tokens exceeds the prompt of {prompt}; give at most that.':
    '{cached} token 的缓存超过了提示词的 {prompt}；请不要超过它。',
  'Filling in the middle takes max_tokens up to 4,096. Lower it in the parameters.':
    '中间填充的 max_tokens 最多 4,096。请在参数中降低。',
  'The tool choice names "{name}", which is not among the tools. Choose another one.':
    '工具选择指定了“{name}”，但工具中没有它。请另选。',
  'A tool that must be called does not go with thinking. Turn thinking off, or leave the tool choice at auto.':
    '必须调用的工具不能与思考并用。请关闭思考，或将工具选择保持为 auto。',
  'The call of {name} has no result. Add a tool message after it, or remove the call.':
    '对 {name} 的调用没有结果。请在其后添加工具消息，或移除该调用。',
  'A tool result answers no call. Put it after the assistant message that made the call, and choose the call.':
    '有工具结果没有对应的调用。请把它放在发出调用的助手消息之后，并选择该调用。',
  'The tools: {problem}': '工具：{problem}',
  'a list is expected, as [{"type": "function", "function": {…}}].':
    '应为列表，如 [{"type": "function", "function": {…}}]。',
  'at most {most} functions can be offered; here are {count}.': '最多提供 {most} 个函数；这里有 {count} 个。',
  'number {number} {problem}': '第 {number} 个{problem}',
  'two are named "{name}"; each name can stand once.': '有两个名为“{name}”；每个名称只能出现一次。',
  'some are strict and some are not; the API takes strict for all of them or for none.':
    '有的为 strict，有的不是；API 要求全部 strict 或全部不 strict。',
  'is not an object with a type and a function.': '不是带 type 和 function 的对象。',
  'has another type than "function", the only one here.': '的类型不是“function”，此处只支持它。',
  'has no "function" object.': '没有“function”对象。',
  'needs a "name" of 1 to 128 letters, digits, "_" or "-".':
    '需要由 1 到 128 个字母、数字、“_”或“-”组成的“name”。',
  'has a "strict" that is not true or false.': '的“strict”不是 true 或 false。',
  'has "parameters" that are not a JSON schema object.': '的“parameters”不是 JSON schema 对象。',
  'has "parameters" whose type is not "object".': '的“parameters”类型不是“object”。',
  'This is not valid JSON: line {line}, column {column}: {reason}. Mend it and try again.':
    '这不是有效的 JSON：第 {line} 行第 {column} 列：{reason}。请修正后重试。',
  'The request is not a JSON object.': '请求不是 JSON 对象。',
  'This is not the body of a Chat Completions request: {reason}. Give an object with "model" and "messages".':
    '这不是 Chat Completions 请求的正文：{reason}。请给出含“model”和“messages”的对象。',
  '{path} {problem}. Fathom reads the body of a Chat Completions request: change that field and try again.':
    '{path} {problem}。Fathom 读取 Chat Completions 请求的正文：请修改该字段后重试。',
}
