import type { Capture } from '../capture/capture';

/**
 * True when `later` holds everything that the partial `earlier` held, so that keeping both would say nothing more: the
 * same source and request, and a body that begins with the earlier one. Pure.
 */
export function supersedes(later: Capture, earlier: Capture): boolean {
  return (
    !earlier.complete &&
    earlier.body !== '' &&
    later.site === earlier.site &&
    later.kind === earlier.kind &&
    later.url === earlier.url &&
    later.body_type === earlier.body_type &&
    sameChat(later, earlier) &&
    JSON.stringify(later.request) === JSON.stringify(earlier.request) &&
    later.body.startsWith(earlier.body)
  );
}

function sameChat(later: Capture, earlier: Capture): boolean {
  return earlier.conversation_source_id === null || later.conversation_source_id === earlier.conversation_source_id;
}
