/** Why a run or a question to DeepSeek failed, and what Fathom noticed of itself. */
export const failures: Readonly<Record<string, string>> = {
  'DeepSeek refused this request as invalid. Correct the part that its message names, then run again.':
    'DeepSeek 认为此请求无效。请修正其消息指出的部分，然后再次运行。',
  'DeepSeek rejected this key. Check or replace it in the key settings.':
    'DeepSeek 拒绝了此密钥。请在密钥设置中检查或更换。',
  'DeepSeek: balance is insufficient. Top up at platform.deepseek.com and run again; the draft is kept.':
    'DeepSeek：余额不足。请在 platform.deepseek.com 充值后再次运行；草稿已保留。',
  'This address answers, but not as the DeepSeek API. Check the base URL.':
    '此地址有响应，但不是 DeepSeek API。请检查基础 URL。',
  'DeepSeek cannot accept a parameter of this request. Correct the one that its message names.':
    'DeepSeek 不接受此请求的某个参数。请修正其消息指出的参数。',
  'Too many requests at once (the limit is per account). Wait for running ones to end, then run again.':
    '同时请求过多（限制按账户计）。请等进行中的请求结束后再次运行。',
  'DeepSeek had an error of its own. Nothing was produced; run again in a moment.':
    'DeepSeek 自身出错。没有产生内容；请稍后再次运行。',
  'DeepSeek is overloaded. Nothing was produced; run again in a moment.':
    'DeepSeek 负载过高。没有产生内容；请稍后再次运行。',
  'The API answered with status {status}. Try again, or check the base URL.':
    'API 返回状态 {status}。请重试，或检查基础 URL。',
  'Something between here and DeepSeek broke this request off. You may be billed for it; run again in a moment.':
    '到 DeepSeek 途中有环节中断了此请求。可能会被计费；请稍后再次运行。',
  'The API tried to send this request to another address. It was not followed; check the base URL.':
    'API 试图将此请求转到另一个地址。没有跟随；请检查基础 URL。',
  "The server's certificate is not valid at this computer's time. Set the clock right; if it is right, the connection is not safe.":
    '按此电脑的时间，服务器证书无效。请校准时钟；如果时钟正确，则此连接不安全。',
  'No safe connection to the API: its certificate could not be verified. A proxy or virus scanner may be in between.':
    '无法与 API 建立安全连接：其证书无法验证。中间可能有代理或杀毒软件。',
  "The API's address could not be found. Check the internet connection, then run again.":
    '找不到 API 的地址。请检查网络连接，然后再次运行。',
  'No program may ask this port: it belongs to another service. Check the base URL.':
    '程序不得访问此端口：它属于其他服务。请检查基础 URL。',
  'Nothing answers at this address. Check the base URL, or start the practice endpoint.':
    '此地址没有响应。请检查基础 URL，或启动练习端点。',
  'No network connection to the API. Everything but sending goes on working; run again when online.':
    '没有到 API 的网络连接。除发送外一切照常；联网后请再次运行。',
  'DeepSeek ended this answer with an error. You may be billed for what was produced; run again.':
    'DeepSeek 以错误结束了此回答。已产生的内容可能会被计费；请再次运行。',
  'The connection ended before the answer was whole. What came is kept; you may be billed for what was produced.':
    '回答尚未完整，连接就结束了。已到达的内容已保留；已产生的内容可能会被计费。',
  'No slot became free in time, and the connection was ended before the answer began. Run again in a while.':
    '没有及时等到空位，连接在回答开始前已结束。请过一会儿再次运行。',
  'Stopped. What came is kept; you may be billed for what was produced.':
    '已停止。已到达的内容已保留；已产生的内容可能会被计费。',
  'Stopped before it was sent. Nothing is billed.': '发送前已停止。没有计费。',
  'A part of this answer could not be read, so it is not whole. What could be read is kept; run again.':
    '此回答有一部分无法读取，因此不完整。能读取的已保留；请再次运行。',
  'DeepSeek {why} ({reason}). You may be billed for what was produced; run again.':
    'DeepSeek {why}（{reason}）。已产生的内容可能会被计费；请再次运行。',
  'broke this answer off': '中断了此回答',
  'ran out of resources and broke this answer off': '资源不足，中断了此回答',
  '{sentence} It said: {words}': '{sentence}其原话：{words}',
  'This run broke off inside Fathom: {error}. What came is kept; you may be billed for it.':
    '此运行在 Fathom 内部中断：{error}。已到达的内容已保留；可能会被计费。',
  'Fathom ended while this run was in flight. What had arrived is kept; DeepSeek may bill for it.':
    '此运行进行中时 Fathom 已结束。已到达的内容已保留；DeepSeek 可能会计费。',
  'This run could not be saved yet. Fathom goes on trying while it is open.':
    '此运行尚未能保存。Fathom 打开期间会继续尝试。',
  'Fathom ended while this was being sent. History says whether it was; queue it again if not.':
    '发送过程中 Fathom 已结束。历史中可以看到是否已发送；若没有，请重新排队。',
  'This run could not be sent. The log in the data folder says why.':
    '无法发送此运行。原因见数据文件夹中的日志。',
  'This request could not be sent. The log in the data folder says why.':
    '无法发送此请求。原因见数据文件夹中的日志。',
  "Not sent: this computer's clock is {minutes} minutes {direction} DeepSeek's, so off-peak cannot be told. Set the clock right and queue it again.":
    '未发送：此电脑的时钟{direction} DeepSeek {minutes} 分钟，无法判断低谷。请校准时钟后重新排队。',
  'ahead of': '快于',
  behind: '慢于',
  ahead: '快',
  "This computer's clock is {span} {direction}. Bands computed from server time. Set the clock right.":
    '此电脑的时钟{direction}了 {span}。时段按服务器时间计算。请校准时钟。',
  '{count} minutes': '{count} 分钟',
  '{count} hours': '{count} 小时',
  '{count} days': '{count} 天',
  'The API did not answer in time. Try again in a moment.': 'API 没有及时响应。请稍后重试。',
  'The connection broke before the answer came. Try again in a moment.': '回应到达前连接已断开。请稍后重试。',
  "The API's {what} could not be read. Try again; if it stays, the API has changed and Fathom needs an update.":
    '无法读取 API 的{what}。请重试；若仍如此，说明 API 已改变，Fathom 需要更新。',
  'list of models': '模型列表',
  balance: '余额',
  'The balance could not be asked for. Try again in a moment.': '无法查询余额。请稍后重试。',
  'Counts unavailable. {reason}': '无法计数。{reason}',
  'Fathom {version} is out; this is {own}. Get it at {page}, or switch this off in Settings.':
    'Fathom {version} 已发布；当前为 {own}。可在 {page} 获取，或在设置中关闭此提醒。',
  'The database was damaged, so the backup of {at} was restored. The damaged file is kept as {file}.':
    '数据库已损坏，因此恢复了 {at} 的备份。损坏的文件保存为 {file}。',
  'The database was damaged and there was no backup, so Fathom started with an empty one. The damaged file is kept as {file}.':
    '数据库已损坏且没有备份，因此 Fathom 以空数据库启动。损坏的文件保存为 {file}。',
  'The database {file} was missing, so the backup of {at} was restored. To start empty instead, move the backups folder away too.':
    '缺少数据库 {file}，因此恢复了 {at} 的备份。若要以空数据库启动，请把备份文件夹也移走。',
  'Fathom could not start; fathom.log in {folder} says why. Please report it.':
    'Fathom 无法启动；原因见 {folder} 中的 fathom.log。请反馈此问题。',
  'Something went wrong inside Fathom; the log in its data folder says what. Try again, and restart Fathom if it comes back.':
    'Fathom 内部出了问题；详情见数据文件夹中的日志。请重试，若再次出现请重新启动 Fathom。',
  'Fathom has no request named {name}. Reload the window, or restart Fathom after an update.':
    'Fathom 没有名为 {name} 的请求。请重新加载窗口，更新后请重新启动 Fathom。',
  'Fathom could not use {what}: {reason}. Nothing was changed.':
    'Fathom 无法使用{what}：{reason}。没有任何改动。',
  'the field "{field}" of {route}': '{route} 的字段“{field}”',
  'the request {route}': '请求 {route}',
  'it is not valid': '它无效',
  'Only the Fathom window can ask this.': '只有 Fathom 窗口可以这样请求。',
  'Fathom cannot write to its data folder {folder}. Allow writing there, or choose another folder with --data-dir or FATHOM_DATA_DIR.':
    'Fathom 无法写入数据文件夹 {folder}。请允许写入，或用 --data-dir 或 FATHOM_DATA_DIR 选择其他文件夹。',
  'The disk that holds {folder} is full, so the last change was not saved. Free some space and try again.':
    '{folder} 所在磁盘已满，上次改动没有保存。请腾出空间后重试。',
  'The database in {folder} is damaged. Start Fathom again: it keeps the damaged file and restores the last backup.':
    '{folder} 中的数据库已损坏。请重新启动 Fathom：它会保留损坏的文件并恢复最近的备份。',
  'The disk that holds {folder} cannot be read or written. Check that it is connected and has free space, then start Fathom again.':
    '{folder} 所在磁盘无法读写。请检查其是否已连接且有空余空间，然后重新启动 Fathom。',
  'Another Fathom on this data folder is writing. Wait a moment and try again.':
    '另一个使用此数据文件夹的 Fathom 正在写入。请稍等后重试。',
  'The data in {folder} was written by a newer Fathom. Update Fathom, or choose another folder with --data-dir; nothing was changed.':
    '{folder} 中的数据由更新版本的 Fathom 写入。请更新 Fathom，或用 --data-dir 选择其他文件夹；没有任何改动。',
  'The file {path} is missing or damaged. Install Fathom again.':
    '文件 {path} 缺失或已损坏。请重新安装 Fathom。',
  'The vocabulary file {path} is missing. Install Fathom again.': '缺少词表文件 {path}。请重新安装 Fathom。',
  'The vocabulary file {path} is damaged. Install Fathom again.':
    '词表文件 {path} 已损坏。请重新安装 Fathom。',
  'The vocabulary file {path} is missing. Run "npm run pack-vocabulary", or install Fathom again.':
    '缺少词表文件 {path}。请运行“npm run pack-vocabulary”，或重新安装 Fathom。',
  'The vocabulary file cannot be used: {reason}. Run "npm run pack-vocabulary", or install Fathom again.':
    '词表文件无法使用：{reason}。请运行“npm run pack-vocabulary”，或重新安装 Fathom。',
}
