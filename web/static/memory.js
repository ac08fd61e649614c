// What the browser keeps for us. A browser may refuse (private mode, blocked storage): then the page forgets.

const PREFIX = "guide:";

export function kept(name) {
  try {
    const text = localStorage.getItem(PREFIX + name);
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

export function keep(name, value) {
  try {
    if (value === null || value === undefined) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // Nothing to be done; the conversation goes on without memory.
  }
}

/** Hear of changes that another tab makes. */
export function onKept(name, listener) {
  addEventListener("storage", (event) => {
    if (event.key === PREFIX + name) listener(kept(name));
  });
}
