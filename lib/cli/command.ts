// What a verb of the command gets, gives and fails with.

export type Io = { stdout: (text: string) => void; stderr: (text: string) => void }

/** 0 done, 1 the answer is no or incomplete, 2 wrong use, 3 refused with reasons, 4 network or database. */
export type ExitCode = 0 | 1 | 2 | 3 | 4

/** Failed use of the command: shown with a pointer to --help, exit 2. */
export class WrongUse extends Error {}
