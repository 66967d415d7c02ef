/** Images, and going on from a run. */
export const messages: Readonly<Record<string, string>> = {
  '{model} does not see images. Choose deepseek-flash, or take the images away.':
    '{model} 看不到图片。请改用 deepseek-flash，或移除图片。',
  'The images are more than the 48 MB that one request takes. Take one away, or make them smaller.':
    '图片超过了一次请求可接受的 48 MB。请移除一张或缩小图片。',
  '{name} is no image that DeepSeek reads. Save it as PNG, JPEG, GIF or WebP and attach that.':
    '{name} 不是 DeepSeek 能读取的图片。请存为 PNG、JPEG、GIF 或 WebP 后再添加。',
  '{name} is larger than the 32 MB that DeepSeek takes for an image. Make it smaller.':
    '{name} 超过了 DeepSeek 对单张图片的 32 MB 限制。请缩小后再添加。',
  'Sent before the text. Their tokens are a forecast.': '在文字之前发送。其 token 数为预测值。',
  'Stay here: only a user message sends images.': '仅保留在此：只有用户消息会发送图片。',
  'Attach an image': '添加图片',
  'Leaves this prompt as it is, and goes on in a copy of it.': '保持此提示词不变，在其副本中继续。',
  'In a copy': '在副本中继续',
}
