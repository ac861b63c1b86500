const session = new Map<string, string>();

/** Remembers a small choice of a person in this browser; where it may keep nothing, until the page is left. */
export function remember(name: string, value: string): void {
  session.set(name, value);
  try {
    localStorage.setItem(name, value);
  } catch {
    // Private windows and some offices' settings forbid storage.
  }
}

export function recall(name: string): string | null {
  try {
    return session.get(name) ?? localStorage.getItem(name);
  } catch {
    return null;
  }
}
