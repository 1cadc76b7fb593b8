package everthread.web.page;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.MultiMap;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Builds addresses within the pages; parameters that are blank are left out. */
final class Address {
  private static final Pattern OURS =
      Pattern.compile("/(?![/\\\\])[A-Za-z0-9\\-._~!$&()*+,;=:@/?%#]*");

  private final StringBuilder text;
  private boolean first = true;
  private String fragment = "";

  private Address(String path) {
    this.text = new StringBuilder(path);
  }

  static Address of(String path) {
    return new Address(path);
  }

  /** Whether a path that a form sent back leads to a page of ours. */
  static String oursOr(@Nullable String path, String otherwise) {
    return path != null && OURS.matcher(path).matches() ? path : otherwise;
  }

  /** The parameters of a path; none when it has none or they are malformed. */
  static MultiMap query(String path) {
    var query = MultiMap.caseInsensitiveMultiMap();
    try {
      new QueryStringDecoder(path.split("#", 2)[0]).parameters().forEach(query::add);
    } catch (IllegalArgumentException malformed) {
      return MultiMap.caseInsensitiveMultiMap();
    }
    return query;
  }

  Address with(String name, @Nullable String value) {
    if (value == null || value.isBlank()) return this;
    text.append(first ? '?' : '&').append(name).append('=');
    text.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    first = false;
    return this;
  }

  Address at(String anchor) {
    fragment = "#" + anchor;
    return this;
  }

  @Override
  public String toString() {
    return text + fragment;
  }
}
