import { isObject } from './json';

/** The names under which the sites say that a chat is not to be kept. */
const TEMPORARY = new Set([
  'is_temporary',
  'is_temporary_chat',
  'temporary',
  'temporary_chat',
  'is_incognito',
  'incognito',
  'history_and_training_disabled',
]);
const DO_NOT_REMEMBER = new Set(['is_do_not_remember', 'do_not_remember']);

/** What people and models wrote: a flag quoted in there says nothing about the chat. */
const SPOKEN = new Set([
  'content',
  'parts',
  'text',
  'input',
  'prompt',
  'messages',
  'chat_messages',
  'mapping',
  'attachments',
  'files',
  'tools',
  'tool_states',
  'display_content',
]);
const DEPTH = 4;

/** True when the value says, outside of what was spoken, that its chat is temporary. */
export function saysTemporary(value: unknown): boolean {
  return hasFlag(value, TEMPORARY, DEPTH);
}

/** True when the value says, outside of what was spoken, that its chat is not to be remembered. */
export function saysDoNotRemember(value: unknown): boolean {
  return hasFlag(value, DO_NOT_REMEMBER, DEPTH);
}

function hasFlag(value: unknown, names: ReadonlySet<string>, depth: number): boolean {
  if (depth === 0 || !isObject(value)) return false;
  return Object.entries(value).some(
    ([key, inner]) => (names.has(key) && isSet(inner)) || (!SPOKEN.has(key) && hasFlag(inner, names, depth - 1)),
  );
}

/** Flags come as booleans; a site that sends 1 or "true" means the same. */
function isSet(value: unknown): boolean {
  return value === true || value === 1 || value === 'true';
}

/** True when one of these query parameters is present and not switched off. */
export function hasParameter(url: URL, names: readonly string[]): boolean {
  return names.some((name) => {
    const value = url.searchParams.get(name);
    return value !== null && value !== 'false' && value !== '0';
  });
}
