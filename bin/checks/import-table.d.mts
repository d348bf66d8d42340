export function checkRooms(root: string): { problems: string[]; files: number; imports: number }
export function importTable(
  root: string,
  atLeast?: number,
): { passed: number; failed: number; said: string; note: string }
