/** Notes of estimates, prices and receipts, which are kept with them. */
export const notes: Readonly<Record<string, string>> = {
  Monday: '周一',
  Tuesday: '周二',
  Wednesday: '周三',
  Thursday: '周四',
  Friday: '周五',
  Saturday: '周六',
  Sunday: '周日',
  'New Year': '元旦',
  'Spring Festival': '春节',
  Qingming: '清明节',
  'Labour Day': '劳动节',
  'Dragon Boat Festival': '端午节',
  'Mid-Autumn Festival': '中秋节',
  'National Day': '国庆节',
  'No peak hours at this time: one price all day': '此时没有高峰时段：全天一个价格',
  'One price all day for this model': '此模型全天一个价格',
  '{day}, off-peak all day': '{day}，全天低谷',
  '{day}, outside the peak hours': '{day}，高峰时段之外',
  '{day}, peak unless it is a public holiday. {reason}': '{day}，除非是法定节假日，否则为高峰。{reason}',
  '{day}, working day': '{day}，工作日',
  '{day}, peak hours': '{day}，高峰时段',
  'The band is uncertain: {why} Both prices are given.': '时段不确定：{why}两个价格都已给出。',
  'The holidays of {year} are not in the list.': '列表中没有 {year} 年的节假日。',
  'The list of 2027 was not found in a trustworthy copy by 2026-11-22.':
    '截至 2026-11-22 未找到可信的 2027 年列表。',
  'DeepSeek merged deepseek-coder into deepseek-chat in September 2024; no page after 2024-12-26 lists it.':
    'DeepSeek 于 2024 年 9 月将 deepseek-coder 并入 deepseek-chat；2024-12-26 之后没有页面列出它。',
  'DeepSeek announced that the name stops at 2026-07-24 15:59 UTC.':
    'DeepSeek 宣布此名称于 2026-07-24 15:59 UTC 停用。',
  'The name came on 2026-08-21.': '此名称于 2026-08-21 出现。',
  'The name came with R1 on 2025-01-20.': '此名称随 R1 于 2025-01-20 出现。',
  'The name came with V4.1-Flash on 2026-09-10 04:00 UTC.':
    '此名称随 V4.1-Flash 于 2026-09-10 04:00 UTC 出现。',
  'The name came with the V4 preview on 2026-04-24.': '此名称随 V4 预览版于 2026-04-24 出现。',
  'The name left the price table with the V3 launch on 2024-12-26; no later price was published.':
    '此名称随 V3 发布于 2024-12-26 从价格簿移除；之后没有公布价格。',
  '{name} had a vocabulary and a template of its own; it is counted as V3.':
    '{name} 有自己的词表和模板；按 V3 计数。',
  '{name} was announced to end on 2026-07-24 15:59 UTC and may be refused; it is counted as the flash model of the day, without thinking.':
    '{name} 已宣布于 2026-07-24 15:59 UTC 停用，可能被拒绝；按当时的 flash 模型、不思考计数。',
  '{name} was announced to end on 2026-07-24 15:59 UTC and may be refused; it is counted as the flash model of the day, with thinking.':
    '{name} 已宣布于 2026-07-24 15:59 UTC 停用，可能被拒绝；按当时的 flash 模型、带思考计数。',
  'Priced by {chosen}: it is not known {wanted}.': '按{chosen}定价：{wanted}未知。',
  'when it was sent': '发送时刻',
  'when its first byte came': '首字节到达时刻',
  'when it was completed': '完成时刻',
  'The price changed while it ran; DeepSeek documented that {moment} decides.':
    '运行期间价格有变；DeepSeek 的文档说明由{moment}决定。',
  'The price changed while it ran and DeepSeek does not say what decides: taken is {moment}.':
    '运行期间价格有变，而 DeepSeek 未说明由什么决定：此处采用{moment}。',
  'A request sent now may still run at {time} Beijing, when {begins}. {rule}: the price given is that of the moment it is sent, the worst case the dearer of the two.':
    '现在发送的请求到北京时间 {time} 可能仍在运行，届时{begins}。{rule}：所示价格取发送时刻，最坏情况取两者中较贵的。',
  '{band} begins': '{band}开始',
  peak: '高峰',
  'off-peak': '低谷',
  'the band becomes uncertain': '时段变得不确定',
  'DeepSeek does not say which instant decides': 'DeepSeek 未说明由哪个时刻决定',
  'DeepSeek documented that its completion decides': 'DeepSeek 的文档说明由完成时刻决定',
  'No {currency} price is known for {model} at {at}. Add a row to the price book.':
    '{at} 时 {model} 没有已知的 {currency} 价格。请在价格簿中添加一行。',
  'No price is known. Add a row to the price book.': '没有已知价格。请在价格簿中添加一行。',
  'No price is known for {model} at {at}. {cause}': '{at} 时 {model} 没有已知价格。{cause}',
  'The price book has no model named "{model}" (names must match exactly). Add a row for it, or choose a listed model.':
    '价格簿中没有名为“{model}”的模型（名称须完全一致）。请为其添加一行，或选择列出的模型。',
  'The book begins at {at}.': '价格簿始于 {at}。',
  'The hour at which this price began is not known; within its first day the price before may have held.':
    '此价格开始的钟点未知；在其首日内，之前的价格可能仍然有效。',
  'This price is inferred or from a single third party.': '此价格为推断所得，或仅来自一个第三方。',
  'No model has a known price at {at}. The book begins at {from}.':
    '{at} 时没有模型有已知价格。价格簿始于 {from}。',
  "The prices were last verified {days} days ago. Compare them with DeepSeek's pricing page.":
    '价格上次核实于 {days} 天前。请与 DeepSeek 的定价页对照。',
  'What was added as {key} cannot be read and is not used.': '以 {key} 添加的内容无法读取，未被使用。',
  'The price {id} contradicts another one and is not used.': '价格 {id} 与另一个矛盾，未被使用。',
  'The prices that were added in {folder} could not be read, so only those that ship are used. {reason}':
    '无法读取在 {folder} 中添加的价格，因此只使用自带的价格。{reason}',
  'The file has other peak hours than this book. Only its prices were taken.':
    '文件的高峰时段与此价格簿不同。只采用了其中的价格。',
  'The model book does not know "{name}" at this time (names must match exactly); counted as {other}.':
    '模型簿此时不认识“{name}”（名称须完全一致）；按 {other} 计数。',
  '{name} went from {old} to {next} about then; the hour is not known, so the count may be that of the other.':
    '{name} 大约在那时由 {old} 换为 {next}；钟点未知，因此计数可能属于另一个。',
  'You marked {model} ({profile}) as not exact{where}: since {since} its bills had {words} than this count.':
    '你已将 {model}（{profile}）{where}标记为不精确：自 {since} 起，其账单比此计数{words}。',
  ' in practice': '在练习中',
  '{count} token more': '多 {count} token',
  '{count} token fewer': '少 {count} token',
  '{count} tokens more': '多 {count} token',
  '{count} tokens fewer': '少 {count} token',
  'One run in ten thinks for {tokens} tokens or more, and max_tokens is {limit}: the answer may be cut off before it begins. Raise max_tokens or lower the effort.':
    '十次运行中有一次思考达到或超过 {tokens} token，而 max_tokens 为 {limit}：回答可能还没开始就被截断。请提高 max_tokens 或降低思考强度。',
  'at least {tokens}': '至少 {tokens}',
  'No bill is known of a request that ends in an assistant message; a few control tokens may differ.':
    '尚无以助手消息结尾的请求的账单；可能相差几个控制 token。',
  'The reasoning effort "{effort}" is not known; "{fallback}" was counted.':
    '未知的思考强度“{effort}”；按“{fallback}”计数。',
  'The thinking type "{type}" is not known; the model\'s default was counted.':
    '未知的思考类型“{type}”；按模型默认值计数。',
  'A numeric reasoning effort is accepted by the published V4.1 encoder, but no bill for it is known.':
    '公布的 V4.1 编码器接受数字形式的思考强度，但尚无相应账单。',
  'How the V4 preview placed a second or later system message is not recorded.':
    'V4 预览版如何放置第二条及以后的系统消息，没有记录。',
  'A conversation that begins with an assistant message is recorded once; an empty user turn was counted.':
    '以助手消息开头的对话只有一次记录；按一个空的用户轮次计数。',
  'The server adds hidden text for a tool of type "{type}"; its tokens are missing here.':
    '服务器会为“{type}”类型的工具添加隐藏文本；此处缺少其 token。',
  'Every key of this request is in alphabetical order, as recorders and loggers leave it, so the order that was sent is lost; the tools are counted in the usual order. Sent exactly like this, they may weigh a few tokens more or less.':
    '此请求的所有键都按字母顺序排列（记录工具常如此），因此发送时的顺序已丢失；工具按常见顺序计数。若原样发送，可能多或少几个 token。',
  'The response format "{format}" is not one that the API takes; nothing was counted for it.':
    'API 不接受响应格式“{format}”；没有为其计数。',
  'What JSON mode adds to the prompt is not published for this model; a few tokens may differ.':
    '此模型的 JSON 模式会给提示词添加什么尚未公布；可能相差几个 token。',
  'A tool call has an argument that is not a string and is spaced in its own way; it is counted as sent, which only recordings of July 2026 confirm.':
    '某个工具调用的参数不是字符串且有自己的空格方式；按原样计数，仅 2026 年 7 月的记录可以证实。',
  'A tool call has an argument that is not a string and is spaced in its own way; it is counted as the published encoder writes it, which no bill confirms.':
    '某个工具调用的参数不是字符串且有自己的空格方式；按公布的编码器的写法计数，尚无账单可以证实。',
  'A part of type "{type}" has no text that could be counted; its tokens are missing here.':
    '“{type}”类型的部分没有可计数的文本；此处缺少其 token。',
  'How several system messages were joined before V4 is not recorded.':
    'V4 之前如何拼接多条系统消息，没有记录。',
  'How several text parts of a message were joined before V4 is not recorded.':
    'V4 之前如何拼接一条消息的多个文本部分，没有记录。',
  'Before V4 no recorded request has its messages in this order; a few control tokens may differ.':
    'V4 之前没有按此顺序排列消息的请求记录；可能相差几个控制 token。',
  'V3.2 thinking with tools is counted by the published encoder; no bill is recorded.':
    'V3.2 带工具的思考按公布的编码器计数；没有账单记录。',
  'Tools of R1 are not recorded; they were counted as those of V3.': 'R1 的工具没有记录；按 V3 的工具计数。',
  'Tools beside a system message are not recorded for V3.': 'V3 没有系统消息与工具并用的记录。',
  'A forced tool choice is not recorded for V3.': 'V3 没有强制工具选择的记录。',
  'V3.1 served a thinking request with tools in its own way; that is not recorded.':
    'V3.1 以自己的方式处理带工具的思考请求；没有记录。',
  'No bill of a fill-in-the-middle request is known; a few control tokens may differ.':
    '尚无中间填充请求的账单；可能相差几个控制 token。',
  'The {currency} price row {id} is not in this price book, so its receipt cannot be drawn.':
    '此价格簿中没有 {currency} 价格行 {id}，因此无法给出凭据。',
  'By the price row that the ledger holds': '按账本所存的价格行',
  'Priced anew by the price book of {day}.': '已按 {day} 的价格簿重新定价。',
  'Pricing it anew was taken back.': '已撤回重新定价。',
  'Settled by hand with the figures of the platform; the answer itself brought none.':
    '用平台的数字手动结算；回答本身没有带来用量。',
  'Settled from the usage export: it is the only run that the difference can be.':
    '用用量导出结算：差额只可能来自此次运行。',
  'The settlement from the usage export was taken back.': '已撤回用用量导出所作的结算。',
  'Its usage was reported after it had been taken for a run that was cut short.':
    '它曾被视为中断的运行，之后报告了用量。',
  'Runs whose usage was not reported.': '没有报告用量的运行。',
  'Runs that went over midnight may be billed on the other day.': '跨越午夜的运行可能计入另一天。',
  'The export was made before this day was settled.': '导出时当天尚未结清。',
  'It is not known how the platform names the key {keys}.': '不清楚平台如何称呼密钥 {keys}。',
  'Search and fetch calls are billed apart from tokens.': '搜索和抓取调用与 token 分开计费。',
  'Another key than those that Fathom sent with.': '并非 Fathom 发送所用的密钥。',
  'Sent before the ledger began, or by another app with this key.':
    '在账本开始之前发送，或由其他应用用此密钥发送。',
  'Sent by another app, or another Fathom, with this key.': '由其他应用或另一个 Fathom 用此密钥发送。',
  'Columns that Fathom does not know: {columns}.': 'Fathom 不认识的列：{columns}。',
  'A field is broken: a quote is not closed, or it is far too long.': '某个字段已损坏：引号未闭合，或过长。',
  'It has {count} fields where {wanted} belong.': '有 {count} 个字段，应为 {wanted} 个。',
  'Its day cannot be read.': '无法读取其日期。',
  'It names no model.': '没有写明模型。',
  'Its cost is not a decimal number of at least 0.': '其费用不是大于等于 0 的小数。',
  'It names no type.': '没有写明类型。',
  'Its amount is not a whole number of at least 0.': '其数量不是大于等于 0 的整数。',
  'Its price is not a decimal number of at least 0.': '其价格不是大于等于 0 的小数。',
  'one without a name': '一个无名称的列',
  '{count} more lines were not understood.': '另有 {count} 行未能识别。',
  'Its header is not that of a usage export, so it was not read.': '其表头不是用量导出的表头，因此没有读取。',
  'It is neither UTF-8 nor UTF-16 text, so it was not read.':
    '它既不是 UTF-8 也不是 UTF-16 文本，因此没有读取。',
  'It holds no CSV file.': '其中没有 CSV 文件。',
  'the balance': '余额',
  "today's budget": '今日预算',
  "this week's budget": '本周预算',
  "this month's budget": '本月预算',
  'the total budget': '总预算',
  "today's budget of {prompt}": '{prompt}的今日预算',
  "this week's budget of {prompt}": '{prompt}的本周预算',
  "this month's budget of {prompt}": '{prompt}的本月预算',
  'the total budget of {prompt}': '{prompt}的总预算',
  'a removed prompt': '已移除的提示词',
  'Images are counted as the published weights of V4.1-Flash cut them (cells of 42 pixels, at most 1,024 tokens each): a forecast, because what the API bills for an image is not confirmed.':
    '图片按 V4.1-Flash 公开权重的切分方式计数（每格 42 像素，每张最多 1,024 个 token）：这是预测值，因为 API 对图片的实际计费尚未证实。',
  'The size of an image is not known here, so its tokens (probably 1,024 at most) are missing in the count.':
    '这里不知道某张图片的尺寸，因此计数中缺少它的 token（很可能最多 1,024 个）。',
}
