import { expect, test } from 'vitest'

import { readImage } from './attach-image.ts'

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]
const image = (name: string, type: string, bytes: readonly number[]): File =>
  new File([new Uint8Array(bytes)], name, { type })

test('what an image is, its bytes say: a name may be wrong', async () => {
  expect(await readImage(image('photo.jpg', 'image/jpeg', PNG))).toMatchObject({
    name: 'photo.jpg',
    type: 'image/png',
  })
  expect(
    await readImage(image('a.webp', '', [...new TextEncoder().encode('RIFF\0\0\0\0WEBPVP8 ')])),
  ).toMatchObject({
    type: 'image/webp',
  })
})

test.each([
  ['a text that is called an image', 'image/png', [...new TextEncoder().encode('hello')]],
  [
    'a drawing with a script in it',
    'image/svg+xml',
    [...new TextEncoder().encode('<svg><script>1</script></svg>')],
  ],
  ['nothing', 'image/png', []],
])('%s is refused in a sentence', async (_, type, bytes) => {
  expect(await readImage(image('x.png', type, bytes))).toContain('x.png is no image that DeepSeek reads')
})

test('an image that is too large is refused before it is read', async () => {
  const huge = { name: 'h.png', size: 33 * 1024 * 1024, arrayBuffer: () => Promise.reject(new Error('read')) }
  expect(await readImage(huge as unknown as File)).toContain('larger than the 32 MB')
})
