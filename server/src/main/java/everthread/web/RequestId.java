package everthread.web;

import everthread.space.Ids;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What names one request in the log and in the answer's header.
 *
 * @param id made here
 * @param trace the caller's trace, of a W3C traceparent header; null when there is none that is
 *     good
 */
public record RequestId(String id, @Nullable String trace) {
  public static final String HEADER = "X-Request-Id";

  private static final String KEY = "everthread.request";

  /** Version, trace id, parent id, flags (W3C Trace Context, section 3.2). */
  private static final Pattern TRACEPARENT =
      Pattern.compile(
          "(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

  static RequestId begin(RoutingContext context) {
    var request = new RequestId(Ids.next().toString(), trace(context));
    context.put(KEY, request);
    context.response().putHeader(HEADER, request.id());
    return request;
  }

  private static @Nullable String trace(RoutingContext context) {
    var header = context.request().getHeader("traceparent");
    if (header == null) return null;
    var match = TRACEPARENT.matcher(header.strip().toLowerCase(Locale.ROOT));
    return match.matches() ? match.group(1) : null;
  }

  /** The id of this request; "-" for one that passed no log. */
  public static String of(RoutingContext context) {
    RequestId request = context.get(KEY);
    return request == null ? "-" : request.id();
  }
}
