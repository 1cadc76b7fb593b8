import type { Site } from '../../sites/site';
import { cutAddress } from '../address';
import { LONGEST_BODY, type Draft } from '../draft';

/** Makes a draft of the turns as the page shows them. Of turns beyond the size limit, the newest are kept. */
export function pageDraft(site: Site, address: string, html: readonly string[], now: number): Draft {
  const kept = newest(html);
  const url = cutAddress(address, site.keptParameters);
  return {
    site: site.id,
    kind: 'dom',
    url,
    page_url: url,
    conversation_source_id: site.locate(new URL(address))?.conversation ?? null,
    captured_at: new Date(now).toISOString(),
    request: null,
    body: kept.join('\n'),
    body_type: 'text/html',
    complete: kept.length === html.length,
    adapter: `${site.id}/${site.adapterVersion}`,
  };
}

function newest(html: readonly string[]): readonly string[] {
  let length = 0;
  const start = html.findLastIndex((turn) => (length += turn.length + 1) > LONGEST_BODY);
  return html.slice(start + 1);
}
