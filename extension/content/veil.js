// Registered beside early.js where a rule asks for the reader: its veil then stays until the reader is there.
Object.assign(globalThis, { standfirstReader: true });
