import type { Sentences } from '../../sentences';

/** What is wrong in exposition text, wherever it comes from. */
export const aboutExposition: Sentences = {
  '{} (the family {} is left out)': '{}（整个指标族 {} 已忽略）',
  '{} (the histogram {} is left out)': '{}（直方图 {} 已忽略）',
  '{} (the summary {} is left out)': '{}（摘要 {} 已忽略）',
  'a timestamp, which a Pushgateway refuses since it only knows the newest value: leave it out':
    '带有时间戳，Pushgateway 只保存最新的值，因此不接受：请去掉',
  'a timestamp that is too large: leave it out': '时间戳过大：请去掉',
  'a timestamp that is not in whole milliseconds (OpenMetrics has seconds): leave it out':
    '时间戳不是整毫秒（OpenMetrics 用秒）：请去掉',
  'an exemplar or a comment after the number, which text 0.0.4 does not have: leave it out':
    '数字之后有 exemplar 或注释，文本格式 0.0.4 没有这种写法：请去掉',
  'blanks after the value: end the line right after it': '值之后有空格：请在值之后立即换行',
  'blanks after the timestamp: end the line right after it': '时间戳之后有空格：请在其后立即换行',
  'text after the value: end the line right after the number': '值之后还有文字：请在数字之后立即换行',
  'text after the timestamp: end the line right after the number': '时间戳之后还有文字：请在数字之后立即换行',
  'a metric name must begin here, but {} cannot begin one: use a letter, "_" or ":"':
    '此处应为指标名称，但不能以 {} 开头：请用字母、“_”或“:”',
  '{} cannot stand in a metric name: use letters, digits, "_" and ":"':
    '指标名称中不能有 {}：请用字母、数字、“_”和“:”',
  'a label name must begin here, but {} cannot begin one: use a letter or "_"':
    '此处应为标签名，但不能以 {} 开头：请用字母或“_”',
  'a "," or "}" must follow a label value': '标签值之后必须是“,”或“}”',
  'a "=" must follow the label name {}': '标签名 {} 之后必须是“=”',
  'the label __name__ is the metric name itself: write that before the "{" only':
    '标签 __name__ 就是指标名称本身：只需写在“{”之前',
  'the label name {} is reserved, since "__" at its beginning is Prometheus\' own: name it otherwise':
    '标签名 {} 是保留的，以“__”开头的名称归 Prometheus 所有：请改用别的名称',
  'the label {} is given twice: leave one out': '标签 {} 写了两次：请去掉一个',
  'the label set does not end: a closing "}" is missing': '标签没有结束：缺少“}”',
  'names in quotes are not of this format: write label names without quotes':
    '此格式的名称不带引号：标签名请不要加引号',
  'the label value does not end in this line: {}': '标签值在本行没有结束：{}',
  'close it with ", and write a line break in it as \\n': '请用“"”结束，其中的换行写成 \\n',
  'an escape that label values do not have: write a backslash as \\\\, a quote as \\" and a line break as \\n':
    '标签值没有这种转义：反斜杠写成 \\\\，引号写成 \\"，换行写成 \\n',
  'an escape that HELP does not have: write a backslash as \\\\ and a line break as \\n':
    'HELP 没有这种转义：反斜杠写成 \\\\，换行写成 \\n',
  'the line ends with a carriage return (Windows line ending): end lines with a single \\n':
    '行尾是回车（Windows 换行）：请只用 \\n 换行',
  'the last line does not end, so it may be cut off: end it with \\n (curl: --data-binary, not --data)':
    '最后一行没有换行，可能被截断：请以 \\n 结尾（curl 用 --data-binary，而不是 --data）',
  'the text begins with a byte-order mark: save it as UTF-8 without one':
    '文本以字节顺序标记开头：请保存为不带 BOM 的 UTF-8',
  'bytes that are not UTF-8: encode the text as UTF-8': '含有不是 UTF-8 的字节：请用 UTF-8 编码',
  'is hexadecimal: write the number in decimal': '是十六进制：请写成十进制',
  'is too large for a number: at most 1.8e308, or +Inf': '超出数字范围：最大 1.8e308，或写 +Inf',
  'has "_" in it: write digits alone': '含有“_”：请只写数字',
  '{} has its HELP at line {}: leave this one out': '{} 的 HELP 已在第 {} 行：请去掉这一行',
  '{} has its TYPE at line {}: leave this one out': '{} 的 TYPE 已在第 {} 行：请去掉这一行',
  '{} is a {} since line {} and cannot be a {} too: keep one TYPE':
    '{} 已经是 {}（第 {} 行），不能同时是 {}：请只保留一个 TYPE',
  'the TYPE of {} follows its samples: put it before them': '{} 的 TYPE 在样本之后：请放到样本之前',
  '{} is a type of OpenMetrics, which text 0.0.4 does not have: {}':
    '{} 是 OpenMetrics 的类型，文本格式 0.0.4 没有：{}',
  '{} is not a metric type: {}': '{} 不是指标类型：{}',
  'use counter, gauge, histogram, summary or untyped': '请用 counter、gauge、histogram、summary 或 untyped',
  'blanks after the type: end the line right after it': '类型之后有空格：请在类型之后立即换行',
  'the series {} is given twice: leave one out, or tell them apart by a label':
    '序列 {} 出现了两次：请去掉一个，或用标签区分',
  'the bucket le="+Inf" is missing: give it the value of _count': '缺少 le="+Inf" 的桶：其值应等于 _count',
  '_count is {}, but the bucket le="+Inf" counts {}: they must be equal':
    '_count 是 {}，而 le="+Inf" 的桶是 {}：两者必须相等',
  '{} is missing: give it with the same labels': '缺少 {}：请用相同的标签给出',
  '{} is given twice with the same labels: leave one out': '{} 以相同的标签出现了两次：请去掉一个',
  '{} is no sample of the {} {}: put {} after its name': '{} 不是 {} {} 的样本：请在名称之后加上 {}',
  'a bucket needs the label "le", its upper bound': '桶需要标签 le，即其上限',
  'the upper bound {} is not a number: write it like 0.5 or +Inf': '上限 {} 不是数字：请写成 0.5 或 +Inf',
  '{} is {}, but it counts: it must be a whole number, 0 or more and below 2^64':
    '{} 是 {}，而它是计数：必须是不小于 0、小于 2^64 的整数',
  'a bucket': '桶',
  'a sample of a summary needs the label "quantile", or "_sum" or "_count" after its name':
    '摘要的样本需要标签 quantile，或在名称之后加上 _sum 或 _count',
  '{} is not a number from 0 to 1: write the median as 0.5': '{} 不是 0 到 1 之间的数字：中位数写作 0.5',
  '{} is given twice: leave one out': '{} 出现了两次：请去掉一个',
  'the bucket {} follows {}: put buckets in rising order': '桶 {} 在 {} 之后：请按上限从小到大排列',
  'the bucket {} follows {}, the same bound: leave one out': '桶 {} 与 {} 的上限相同：请去掉一个',
  '{} more faults are not listed: mend these first': '另有 {} 个错误未列出：请先改正这些',
};
