import type { Capture } from '../capture/capture';
import { isRecord } from '../outbox/problem';
import { siteOfAddress } from '../sites/site-list';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const KINDS: readonly unknown[] = ['stream', 'snapshot', 'dom'];

/**
 * True when the value has the shape of a capture whose page belongs to the site that it names. A page can lie about
 * itself, so the shape is all that is believed.
 */
export function isCapture(value: unknown): value is Capture {
  return (
    isRecord(value) &&
    value.schema === 'everthread.capture.v1' &&
    typeof value.id === 'string' &&
    UUID.test(value.id) &&
    KINDS.includes(value.kind) &&
    areTexts(value.url, value.page_url, value.body, value.body_type) &&
    siteOfAddress(String(value.page_url))?.id === value.site &&
    (value.conversation_source_id === null || isName(value.conversation_source_id)) &&
    typeof value.captured_at === 'string' &&
    !Number.isNaN(Date.parse(value.captured_at)) &&
    (value.request === null || isRecord(value.request)) &&
    typeof value.complete === 'boolean' &&
    isRecord(value.client) &&
    areTexts(value.client.extension, value.client.adapter)
  );
}

function areTexts(...values: readonly unknown[]): boolean {
  return values.every((value) => typeof value === 'string');
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && value.length <= 512;
}
