import { spawn, type StdioOptions } from 'node:child_process'

import { projectPath } from './paths.ts'

export interface ToolOptions {
  readonly stdio?: StdioOptions
  readonly environment?: Readonly<Record<string, string>>
}

/** Runs a program of node_modules/.bin in the checkout and resolves to its exit code; a signal, or a program that is not there, counts as 1. */
export function runTool(
  name: string,
  parameters: readonly string[],
  options: ToolOptions = {},
): Promise<number> {
  return runProgram(projectPath(`node_modules/.bin/${name}`), parameters, options)
}

/** As `runTool`, for any program. */
export function runProgram(
  program: string,
  parameters: readonly string[],
  options: ToolOptions = {},
): Promise<number> {
  const child = spawn(program, parameters, {
    cwd: projectPath('.'),
    stdio: options.stdio ?? 'inherit',
    env: { ...process.env, ...options.environment },
    shell: process.platform === 'win32',
  })
  return new Promise((resolve) => {
    child.on('error', ({ message }) => {
      console.error(message)
      resolve(1)
    })
    child.on('close', (code) => resolve(code ?? 1))
  })
}
