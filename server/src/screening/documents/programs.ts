/** What a computer runs when somebody opens it, by its ending or by how programs for Windows and Linux begin. */
export function isProgram(name: string, content: Buffer): boolean {
  return isProgramName(name) || /^(?:MZ|\x7fELF)/.test(content.toString('latin1', 0, 4));
}

export function isProgramName(name: string): boolean {
  return PROGRAM.test(name);
}

const PROGRAM = /\.(?:exe|dll|com|scr|pif|cpl|msi|bat|cmd|ps1|vbs|vbe|js|jse|wsf|wsh|hta|lnk|jar)$/i;
