// What a verb of the command gets, gives and fails with.

export type Io = { stdout: (text: string) => void; stderr: (text: string) => void }

/** 0 done, 1 the answer is no or incomplete, 2 wrong use, 3 refused with reasons, 4 network or database. */
export type ExitCode = 0 | 1 | 2 | 3 | 4

/** Failed use of the command: shown with a pointer to --help, exit 2. */
export class WrongUse extends Error {}

/** `prepare` checks the arguments, so that wrong use is told before the database is opened, and gives the work. */
export type Verb = { help: string; prepare: (argv: string[]) => (io: Io) => Promise<ExitCode> }
