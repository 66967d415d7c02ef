/** The price page: adding to the book, holidays, files, pricing past runs anew. */
export const pricePage: Readonly<Record<string, string>> = {
  'Only a price that you added can be withdrawn. To correct one that ships with Fathom, add a price over it.':
    '只能撤回你自己添加的价格。要更正随 Fathom 附带的价格，请在其上再添加一条。',
  'The file says that {id} was recorded on {at}, which is still to come: it would cover every price that you add until then. Correct its recordedAt and try again.':
    '文件称 {id} 记录于 {at}，而这一时刻尚未到来：在那之前你添加的所有价格都会被它覆盖。请更正它的 recordedAt 后重试。',
  'The list of {year} is empty. Give the days off of {year}.':
    '{year} 年的列表是空的。请填写 {year} 年的放假日期。',
  '{name} ({first} to {last}) is not inside {year}. Give the days off of {year}.':
    '{name}（{first} 至 {last}）不在 {year} 年内。请填写 {year} 年的放假日期。',
  'Correct the holidays of {year}': '更正 {year} 年的节假日',
  'Add the holidays of {year}': '添加 {year} 年的节假日',
  'Public holidays in China are off-peak all day. A later list of a year takes the place of the one before.':
    '中国法定节假日全天为低谷。同一年较新的列表会取代之前的列表。',
  'Add the holidays': '添加节假日',
  Add: '添加',
  Correct: '更正',
  Restore: '恢复',
  From: '开始',
  Until: '结束',
  Year: '年份',
  Source: '来源',
  'the notice of the State Council, its address': '国务院办公厅通知及其网址',
  'Days off in Beijing, one holiday a line: name, first day, last day':
    '北京的放假日期，每行一个节日：名称、第一天、最后一天',
  'Give a year from 2024 to 2100.': '请填写 2024 至 2100 之间的年份。',
  'Line {line} is not understood. Write a name, the first day and the last day, such as: {example}':
    '无法理解第 {line} 行。请依次填写名称、第一天和最后一天，例如：{example}',
  'Give at least one holiday.': '请至少填写一个节日。',
  'Say where the list comes from.': '请说明列表的来源。',
  'The price is added.': '价格已添加。',
  'Add a price': '添加价格',
  'A new row, recorded now. The rows that it covers stay as they are; so does every past bill.':
    '新增一条记录，记录时间为现在。被它覆盖的记录保持不变，过去的账单也保持不变。',
  'Add the price': '添加价格',
  'From, {zone} time': '开始（{zone}时间）',
  'Until, {zone} time; empty for no end': '结束（{zone}时间，留空表示没有期限）',
  'the address of a page, an invoice, a contract': '网页地址、发票或合同',
  'Note, if there is more to say': '备注（可选）',
  'What it covers': '它覆盖的价格',
  'hit / miss / output': '命中 / 未命中 / 输出',
  'there was no price': '此前没有价格',
  'in place of {rates}, {since}': '取代 {rates}（{since}）',
  'A {currency} rate goes from {was} to {now}, a factor of {factor, number}. Is the point in its place?':
    '有一个 {currency} 单价从 {was} 变为 {now}，相差 {factor, number} 倍。小数点的位置对吗？',
  'when it was sent': '发送',
  'when its first byte came': '收到首字节',
  'when it was completed': '完成',
  'A request has the price of the moment at which it was': '请求按哪一时刻计价',
  'sent (instant)': '发送时',
  'answered first': '首字节时',
  'completed (instant)': '完成时',
  'Of two prices, the bold one is that of the moment {when}. DeepSeek said in 2025 that completion decides and says nothing for 2026, so a request that crosses the edge of a band shows the other price too.':
    '两个价格中，粗体的是请求{when}那一刻的价格。DeepSeek 在 2025 年说明以完成时刻为准，对 2026 年则没有说明，因此跨越时段边界的请求也会显示另一个价格。',
  'Public holidays': '法定节假日',
  '{year} holidays unknown': '{year} 年节假日未知',
  'not published yet: the band of its working days is uncertain, and both prices are shown':
    '尚未公布：该年工作日所属的时段不确定，因此同时显示两个价格',
  'Public holidays of {year}': '{year} 年法定节假日',
  '{year}: {count, plural, one {# holiday} other {# holidays}}':
    '{year} 年：{count, plural, other {# 个节日}}',
  '{first} to {last}': '{first} 至 {last}',
  '{name} is imported.': '已导入 {name}。',
  'Import {name}': '导入 {name}',
  '{count, plural, one {Add # year} other {Add # years}}': '添加 {count, plural, other {# 个年份}}',
  '{count, plural, one {Add # price} other {Add # prices}}': '添加 {count, plural, other {# 条价格}}',
  '{count, plural, =0 {No new price} one {# new price} other {# new prices}}; {there, plural, one {# is} other {# are}} here already.':
    '{count, plural, =0 {没有新价格} other {# 条新价格}}；{there, plural, other {已有 # 条}}。',
  '{count, plural, =0 {No new year of holidays} one {# new year of holidays} other {# new years of holidays}}; {there, plural, one {# is} other {# are}} here already.':
    '{count, plural, =0 {没有新的节假日年份} other {# 个新的节假日年份}}；{there, plural, other {已有 # 个}}。',
  'What would be added': '将要添加的内容',
  '{time}; prices recorded later cover it wholly': '{time}；已被之后记录的价格完全覆盖',
  'an edit adds a row, nothing is overwritten': '每次修改都新增一条，不覆盖任何记录',
  'More for prices': '更多价格操作',
  'Add holidays…': '添加节假日…',
  'Price past runs anew…': '为过去的运行重新计价…',
  'Import prices or holidays…': '导入价格或节假日…',
  'Export the price book…': '导出价格簿…',
  'Export the holidays…': '导出节假日…',
  'Past runs': '过去的运行',
  'They keep the price that they were billed by, until you price them anew.':
    '过去的运行保留当时计费的价格，直到你为它们重新计价。',
  'Show what would change': '查看会有哪些变化',
  'Priced by the moment {when}': '按{when}时刻计价',
  'Undo the pricing of {at}': '撤销 {at} 的重新计价',
  'pricing anew, {done, number} of {total, plural, one {# run} other {# runs}}':
    '正在重新计价，{done, number} / {total, plural, other {# 次运行}}',
  'taking back, {done, number} of {total, plural, one {# run} other {# runs}}':
    '正在撤销，{done, number} / {total, plural, other {# 次运行}}',
  '{runs, plural, one {# run} other {# runs}} priced anew': '{runs, plural, other {# 次运行}}已重新计价',
  'cut short: {runs, plural, one {# run} other {# runs}} priced anew, {takenBack, number} taken back':
    '中途停止：{runs, plural, other {# 次运行}}已重新计价，其中 {takenBack, number} 次已撤销',
  '{takenBack, plural, one {# run} other {# runs}} taken back': '{takenBack, plural, other {# 次运行}}已撤销',
  '{kept, plural, one {# was} other {# were}} corrected again since and stayed':
    '{kept, plural, other {# 次}}之后又有更正，保持不变',
  'Import prices or holidays': '导入价格或节假日',
  'The file is larger than 4 MB, so it is no price book. Choose another one.':
    '文件超过 4 MB，不会是价格簿。请选择另一个文件。',
  'The file is not text in UTF-8. Choose one that was exported as JSON.':
    '文件不是 UTF-8 文本。请选择以 JSON 格式导出的文件。',
  'Give the exact name of the model, as a request names it.': '请填写模型的准确名称，与请求中的写法一致。',
  'Say where the price comes from: a page, an invoice, a contract.': '请说明价格的来源：网页、发票或合同。',
  'Give the day and the time from which it holds.': '请填写开始生效的日期和时间。',
  'Give a day and a time, or leave it empty for a price without an end.':
    '请填写日期和时间；没有期限的价格请留空。',
  'It ends before it begins. Give a later end, or leave it empty.':
    '结束早于开始。请填写更晚的时间，或留空。',
  'Give the rates of at least one currency.': '请至少填写一种货币的单价。',
  'Write it as 0.15: a point, at most six decimals.': '请写成 0.15 的形式：小数点，最多六位小数。',
  '{model}, {band}, from {from}': '{model}，{band}，{from} 起',
  'Source of {name}': '{name}的来源',
  'Price row': '价格记录',
  'added by you, {at}': '由你添加，{at}',
  'confidence {confidence}, recorded {at}': '可信度 {confidence}，记录于 {at}',
  'Add a price over it': '在其上添加价格',
  Withdraw: '撤回',
  Tariff: '价目',
  'In force': '生效期',
  'To come': '即将生效',
  'Past rows, kept as they were': '过去的记录，保持原样',
  'No end is announced': '未公布结束时间',
  withdrawn: '已撤回',
  yours: '自添',
  'not changed by it': '不受影响',
  'No cache existed: every prompt token cost the miss rate': '当时没有缓存：每个提示词 token 都按未命中计价',
  'no cache': '无缓存',
  'Covered by a price recorded later, from {at} on': '自 {at} 起被之后记录的价格覆盖',
  'The price book could not be read': '无法读取价格簿',
  'What the bold price rests on': '粗体价格的依据',
  '{currency} per 1M tokens': '每 100 万 token（{currency}）',
  'This tariff has no cache: every prompt token costs the miss rate.':
    '此价目没有缓存：每个提示词 token 都按未命中计价。',
  'What would change': '会有哪些变化',
  'and {count, number} more': '另有 {count, number} 次',
  'Sum of what changes': '变化部分合计',
  '{currency} before': '{currency} 之前',
  after: '之后',
  'as it is': '不变',
  '{priced, number} of {runs, number} priced': '{runs, number} 次中 {priced, number} 次有价格',
  'Price past runs anew': '为过去的运行重新计价',
  'Real runs priced by the book of now, each by the moment {when}. Nothing changes until you say so, and it can be undone.':
    '按现在的价格簿为真实运行计价，以每次运行{when}的时刻为准。在你确认之前不会有任何改变，之后也可以撤销。',
  '{count, plural, one {Price # run anew} other {Price # runs anew}}':
    '为 {count, plural, other {# 次运行}}重新计价',
  'Look again': '重新查看',
  'Stopped after {done, number} of {total, number} runs.':
    '已停止，查看了 {total, number} 次运行中的 {done, number} 次。',
  'Looking through {done, number} of {total, number} runs':
    '正在查看 {total, number} 次运行中的第 {done, number} 次',
  '{total, plural, =0 {There is no real run yet.} other {Nothing would change: every price is that of the book.}}':
    '{total, plural, =0 {还没有真实运行。} other {不会有任何变化：所有价格都与价格簿一致。}}',
  '{changed, number} of {total, plural, one {# run} other {# runs}} would change.':
    '{total, plural, other {# 次运行}}中有 {changed, number} 次会变化。',
  '{count, plural, one {# run has} other {# runs have}} no usage, so no price.':
    '{count, plural, other {# 次运行}}没有用量，因此没有价格。',
  'from {from} on': '{from} 起',
  'from {from} until {until}': '{from} 至 {until}',
  'Last verified': '上次核对',
  'last verified {date}': '上次核对 {date}',
  '{rows, plural, one {# row} other {# rows}}': '{rows, plural, other {# 条记录}}',
  '{days, number} days ago': '{days, number} 天前',
  'Held against {pages}': '核对来源：{pages}',
  "Prices may have changed since. Compare them with DeepSeek's pricing page, and add what differs.":
    '价格此后可能已有变化。请与 DeepSeek 的价格页面核对，并添加有出入的价格。',
  'After 30 days this asks to be looked at again.': '30 天后会提醒再次核对。',
  'The week by band': '一周的时段',
  'The week before': '上一周',
  'The week after': '下一周',
  'last holiday in the list': '列表中最后一个节日',
  'next holiday': '下一个节日',
  'Days and hours of': '日期和时刻按',
  here: '本地',
  'Bands of each hour, hours of {zone}': '每小时的时段，{zone}时间',
  '{band} {from} to {until}': '{band} {from} 至 {until}',
  'This week, {range}': '本周，{range}',
  'Next week, {range}': '下周，{range}',
  'No price of flash or pro is known in {currency}.': '没有已知的 flash 或 pro 的 {currency} 价格。',
}
