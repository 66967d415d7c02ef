import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

import { beforeEach, describe, expect, it } from 'vitest'

import { testFolder } from '../db/test-folder.ts'
import type { Drafts } from '../drafts/drafts.ts'
import type { Prompts } from '../drafts/prompts.ts'
import { testWorkspace } from './test-workspace.ts'
import type { WorkspaceSync } from './workspace.ts'

let folder: string
let prompts: Prompts
let drafts: Drafts
let workspace: WorkspaceSync

beforeEach(() => {
  folder = testFolder()
  ;({ prompts, drafts, workspace } = testWorkspace(folder))
})

function fileText(text: string, name = 'Mail'): string {
  return `---\nfathom: 1\nname: ${name}\nmodel: deepseek-flash\nthinking: enabled\nreasoning_effort: high\n---\n\n<!-- user -->\n${text}\n`
}

function write(path: string, text: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true })
  writeFileSync(join(folder, path), text)
}

const read = (path: string): string => readFileSync(join(folder, path), 'utf8')
const textOf = (promptId: string): string =>
  drafts
    .get(promptId)
    .messages.map(({ content }) => content)
    .join('|')
const stateOf = (promptId: string): string | undefined =>
  workspace.view().files.find((file) => file.promptId === promptId)?.state

function type(promptId: string, text: string): void {
  const { revision, messages } = drafts.get(promptId)
  const [message] = messages
  drafts.edit(promptId, revision, [
    { messageId: message!.id, from: 0, to: message!.content.length, insert: text },
  ])
}

/** A prompt that came from "mail.md" and says "one". */
function known(): string {
  write('mail.md', fileText('one'))
  workspace.sync()
  return prompts.list()[0]!.id
}

describe('a folder of prompt files', () => {
  it('brings its prompts, and leaves other Markdown and hidden folders alone', () => {
    write('sub/mail.md', fileText('Hello'))
    write('README.md', '# Read me\n')
    write('.git/mail.md', fileText('hidden'))
    expect(workspace.sync()).toBe(true)
    expect(prompts.list().map(({ name }) => name)).toEqual(['Mail'])
    expect(workspace.view().files).toMatchObject([{ path: 'sub/mail.md', state: 'same', problem: null }])
    expect(workspace.sync()).toBe(false)
    expect(prompts.list()).toHaveLength(1)
  })

  it('takes what another editor or a pull changed, and keeps the ids of the messages', () => {
    const id = known()
    const before = drafts.get(id).messages[0]?.id
    write('mail.md', fileText('one and two', 'Post'))
    expect(workspace.sync()).toBe(true)
    expect(textOf(id)).toBe('one and two')
    expect(drafts.get(id).messages[0]?.id).toBe(before)
    expect(prompts.get(id).name).toBe('Post')
  })

  it('writes what was changed here', () => {
    const id = known()
    type(id, 'typed')
    workspace.sync()
    expect(read('mail.md')).toBe(fileText('typed'))
    expect(stateOf(id)).toBe('same')
  })

  it('carries the values of variables both ways', () => {
    const id = known()
    write(
      'mail.md',
      fileText('Dear {{who}}').replace(
        'reasoning_effort: high',
        'reasoning_effort: high\nvariables:\n  who: Ada',
      ),
    )
    workspace.sync()
    expect(drafts.get(id).variables).toEqual({ who: { text: 'Ada', file: null } })
    drafts.change(id, drafts.get(id).revision, {
      kind: 'set-variable',
      name: 'who',
      value: { text: 'Bob', file: null },
    })
    workspace.sync()
    expect(read('mail.md')).toContain('who: Bob')
    write('mail.md', fileText('Dear all'))
    workspace.sync()
    expect(drafts.get(id).variables).toEqual({})
  })

  it('gives a prompt of the library a file', () => {
    const { id } = prompts.create('Fresh')
    workspace.add(id)
    workspace.sync()
    expect(read('Fresh.md')).toContain('name: Fresh')
  })

  it('leaves a hand-written file as it is until its draft changes', () => {
    const text = '---\nfathom: 1\n---\n<!-- user -->\nshort'
    write('hand.md', text)
    workspace.sync()
    workspace.sync()
    expect(read('hand.md')).toBe(text)
  })

  it('does not mistake CR LF for a change', () => {
    const id = known()
    write('mail.md', fileText('one').replaceAll('\n', '\r\n'))
    expect(workspace.sync()).toBe(false)
    expect(textOf(id)).toBe('one')
  })

  it('follows a file that was moved', () => {
    const id = known()
    mkdirSync(join(folder, 'sub'))
    renameSync(join(folder, 'mail.md'), join(folder, 'sub', 'post.md'))
    workspace.sync()
    expect(workspace.view().files).toMatchObject([{ promptId: id, path: 'sub/post.md', state: 'same' }])
    expect(prompts.list()).toHaveLength(1)
  })
})

describe('a conflict', () => {
  /** Both sides changed: the draft says "mine", the file "theirs". */
  function conflict(): string {
    const id = known()
    type(id, 'mine')
    write('mail.md', fileText('theirs'))
    workspace.sync()
    return id
  }

  it('changes neither side until the user decides', () => {
    const id = conflict()
    expect(stateOf(id)).toBe('conflict')
    workspace.sync()
    expect(textOf(id)).toBe('mine')
    expect(read('mail.md')).toBe(fileText('theirs'))
    expect(workspace.sides(id)).toEqual({ draft: fileText('mine'), file: fileText('theirs') })
  })

  it.each([
    ['keep-draft', 'mine', 'mine'],
    ['take-file', 'theirs', 'theirs'],
  ] as const)('resolved by %s leaves both the same', (choice, draft, file) => {
    const id = conflict()
    workspace.resolve(id, choice)
    workspace.sync()
    expect(textOf(id)).toBe(draft)
    expect(read('mail.md')).toBe(fileText(file))
    expect(stateOf(id)).toBe('same')
  })

  it('resolved by keeping both makes two prompts with a file each', () => {
    const id = conflict()
    workspace.resolve(id, 'keep-both')
    workspace.sync()
    expect(prompts.list()).toHaveLength(2)
    expect(read('mail.md')).toBe(fileText('theirs'))
    // Not "Mail.md", which is the same file on other systems.
    expect(read('Mail 2.md').endsWith('mine\n')).toBe(true)
    expect(workspace.view().files.map(({ state }) => state)).toEqual(['same', 'same'])
  })

  it('that both sides resolved alike is none', () => {
    const id = known()
    type(id, 'alike')
    write('mail.md', fileText('alike'))
    workspace.sync()
    expect(stateOf(id)).toBe('same')
  })
})

describe('what is gone or broken', () => {
  it('a deleted file waits for the user; its prompt stays', () => {
    const id = known()
    rmSync(join(folder, 'mail.md'))
    workspace.sync()
    expect(stateOf(id)).toBe('file-gone')
    expect(textOf(id)).toBe('one')
    workspace.resolve(id, 'keep-draft')
    expect(read('mail.md')).toBe(fileText('one'))
  })

  it('taking the deletion over puts the prompt into the bin only', () => {
    const id = known()
    rmSync(join(folder, 'mail.md'))
    workspace.sync()
    workspace.resolve(id, 'take-file')
    expect(prompts.list()).toEqual([])
    expect(prompts.restore(id).id).toBe(id)
  })

  it('a removed prompt leaves its file, and does not come back from it', () => {
    const id = known()
    prompts.remove(id)
    workspace.sync()
    expect(existsSync(join(folder, 'mail.md'))).toBe(true)
    expect(prompts.list()).toEqual([])
    expect(stateOf(id)).toBe('in-bin')
  })

  it('a file that no longer reads is never written over', () => {
    const id = known()
    const broken = '---\nfathom: 1\ntemperature: hot\n---\n'
    write('mail.md', broken)
    type(id, 'typed')
    workspace.sync()
    expect(stateOf(id)).toBe('unreadable')
    expect(workspace.view().files[0]?.problem).toContain('temperature')
    expect(read('mail.md')).toBe(broken)
  })

  it('a file that lost its header is not gone, and is never written over', () => {
    const id = known()
    const notes = '# Notes\n\nfathom: 1 was here\n'
    write('mail.md', notes)
    type(id, 'typed')
    workspace.sync()
    expect(stateOf(id)).toBe('unreadable')
    expect(workspace.view().files[0]?.problem).toContain('no prompt file any more')
    expect(read('mail.md')).toBe(notes)
  })

  it('a file in another encoding is left as it is, known or new', () => {
    const id = known()
    const latin1 = Buffer.from(fileText('Grüße'), 'latin1')
    for (const path of ['mail.md', 'new.md']) writeFileSync(join(folder, path), latin1)
    type(id, 'typed')
    workspace.sync()
    expect(stateOf(id)).toBe('unreadable')
    expect(() => workspace.resolve(id, 'take-file')).toThrow('not text in UTF-8')
    expect(workspace.view().notTaken).toEqual([
      { path: 'new.md', problem: expect.stringContaining('not text in UTF-8') },
    ])
    expect(readFileSync(join(folder, 'mail.md'))).toEqual(latin1)
    expect(textOf(id)).toBe('typed')
  })

  it('a new file that cannot be read as a prompt is named, and comes once it is mended', () => {
    write('broken.md', '---\nfathom: 1\ntemperature: hot\n---\n')
    expect(workspace.sync()).toBe(false)
    expect(workspace.view().notTaken[0]?.problem).toContain('temperature')
    write('broken.md', fileText('mended'))
    expect(workspace.sync()).toBe(true)
    expect(workspace.view().notTaken).toEqual([])
    expect(prompts.list()).toHaveLength(1)
  })

  it('a file that cannot be written says so in a sentence, and leaves no part of it', () => {
    write('sub/mail.md', fileText('one'))
    workspace.sync()
    const { id } = prompts.list()[0]!
    type(id, 'two')
    rmSync(join(folder, 'sub'), { recursive: true })
    writeFileSync(join(folder, 'sub'), '')
    expect(() => workspace.resolve(id, 'keep-draft')).toThrow('sub/mail.md could not be written (E')
    expect(readdirSync(folder)).toEqual(['sub'])
  })

  it('a link out of the folder is passed by', () => {
    const outside = testFolder()
    writeFileSync(join(outside, 'far.md'), fileText('far'))
    symlinkSync(join(outside, 'far.md'), join(folder, 'near.md'))
    symlinkSync(outside, join(folder, 'elsewhere'))
    workspace.sync()
    expect(prompts.list()).toEqual([])
  })

  it('a folder that is gone says so and loses nothing', () => {
    const id = known()
    rmSync(folder, { recursive: true })
    workspace.sync()
    expect(workspace.view().problem).toContain('cannot be read (ENOENT)')
    expect(textOf(id)).toBe('one')
    expect(() => workspace.open(join(folder, 'nowhere'))).toThrow('cannot be read')
  })
})
