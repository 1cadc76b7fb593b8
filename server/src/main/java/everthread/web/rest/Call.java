package everthread.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import everthread.conversation.Role;
import everthread.conversation.Site;
import everthread.problem.Problem;
import everthread.problem.ProblemException;
import everthread.space.Principal;
import everthread.space.SpaceId;
import everthread.space.UuidText;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One call of an operation, checked against the contract.
 *
 * @param caller who calls; null only for an operation that asks for no key
 * @param id what stands in the path for {id}; "" when the path has none
 * @param parameters the query's declared parameters, defaults filled in
 * @param body an empty object when none was sent
 */
record Call(@Nullable Principal caller, String id, Map<String, String> parameters, JsonNode body) {
  Call {
    parameters = Map.copyOf(parameters);
  }

  Principal principal() {
    if (caller == null) throw new IllegalStateException("this operation asks for no key");
    return caller;
  }

  SpaceId space() {
    return principal().space();
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isBlank());
  }

  int limit() {
    return text("limit").map(Integer::parseInt).orElse(20);
  }

  Optional<Site> site() {
    return text("site").flatMap(Site::ofWireName);
  }

  Optional<Role> role() {
    return text("role").flatMap(Role::ofWireName);
  }

  Optional<Instant> time(String name) {
    return text(name).map(value -> OffsetDateTime.parse(value.replace(' ', '+')).toInstant());
  }

  /** The path's id; one that cannot be an id answers like one that does not exist. */
  UUID uuid(String whatIsMissing) {
    return UuidText.parse(id)
        .orElseThrow(() -> new ProblemException(new Problem.NotFound(whatIsMissing)));
  }

  /** The page's cursor as a UUID, null for the first page. */
  @Nullable UUID afterUuid() {
    var after = text("after");
    if (after.isEmpty()) return null;
    return UuidText.parse(after.get()).orElseThrow(Call::badCursor);
  }

  static ProblemException badCursor() {
    return new ProblemException(
        new Problem.Malformed("invalid_cursor", "'after' is the last_id of the page before."));
  }
}
