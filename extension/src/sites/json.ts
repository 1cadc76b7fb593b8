/** An object as JSON knows it. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Returns the value of a JSON text, or undefined when it is none. Never throws. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (problem) {
    if (problem instanceof SyntaxError) return undefined;
    throw problem;
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns the object of a JSON text, or null when it holds anything else. */
export function parseObject(text: string | null): JsonObject | null {
  const value = text === null ? undefined : parseJson(text);
  return isObject(value) ? value : null;
}

/** Returns the string under this key, or null. An empty string counts as none. */
export function stringAt(object: JsonObject | null, key: string): string | null {
  const value = object?.[key];
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Returns the object under this key, or null. */
export function objectAt(object: JsonObject | null, key: string): JsonObject | null {
  const value = object?.[key];
  return isObject(value) ? value : null;
}

/** Returns the object with the named fields alone; null when it has none of them. */
export function pick(object: JsonObject | null, fields: readonly string[]): JsonObject | null {
  const kept = fields.filter((field) => object?.[field] !== undefined);
  if (object === null || kept.length === 0) return null;
  return Object.fromEntries(kept.map((field) => [field, object[field]]));
}
