package everthread.web.page;

import everthread.space.Principal;
import everthread.space.Scope;
import everthread.space.SessionStore.Session;
import everthread.space.Space;
import everthread.space.SpaceId;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/**
 * One request of a signed-in person.
 *
 * @param spaces that the person may use, the current one first
 * @param dates in the reader's zone
 */
record Visit(
    RoutingContext context, Session session, Principal principal, List<Space> spaces, Dates dates) {
  Visit {
    spaces = List.copyOf(spaces);
  }

  SpaceId space() {
    return principal.space();
  }

  void require(Scope scope) {
    principal.require(scope);
  }

  MultiMap query() {
    return context.queryParams();
  }

  MultiMap form() {
    return context.request().formAttributes();
  }

  /** A parameter of the address, trimmed; empty when it is missing or blank. */
  Optional<String> asked(String name) {
    return text(query().get(name));
  }

  /** A field of the posted form, trimmed; empty when it is missing or blank. */
  Optional<String> posted(String name) {
    return text(form().get(name));
  }

  boolean byHtmx() {
    return context.request().getHeader("HX-Request") != null;
  }

  /** Without U+0000, which no text column holds. */
  static Optional<String> text(@org.jspecify.annotations.Nullable String value) {
    return value == null || value.isBlank()
        ? Optional.empty()
        : Optional.of(value.strip().replace('\0', '\uFFFD'));
  }
}
