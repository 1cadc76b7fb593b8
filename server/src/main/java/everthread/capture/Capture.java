package everthread.capture;

import everthread.conversation.Site;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the browser saw, raw, in an envelope (shared-schema/capture.v1.schema.json).
 *
 * @param id made by the client; the same id again is the same capture
 * @param url the site's own address of the body
 * @param request the allow-listed fields of the site's request, by the site's own names; values are
 *     JSON values (text, number, boolean, list, map); empty when none were sent
 * @param body as the site sent it; of kind DOM the whole turns' HTML
 * @param complete false when the exchange broke off
 */
public record Capture(
    UUID id,
    Site site,
    Kind kind,
    String url,
    String pageUrl,
    @Nullable String conversationSourceId,
    Instant capturedAt,
    Map<String, Object> request,
    String body,
    String bodyType,
    boolean complete,
    Client client) {
  public Capture {
    request = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(request));
  }

  /** How the body was come by. */
  public enum Kind {
    STREAM,
    SNAPSHOT,
    DOM
  }

  /** Versions of the extension and of its part for the site, such as "claude/1". */
  public record Client(String extension, String adapter) {}
}
