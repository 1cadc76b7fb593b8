package everthread.web.oauth;

import com.nimbusds.oauth2.sdk.Scope;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a client may be allowed at most: never to capture, and never to make keys. */
final class OAuthScopes {
  static final Set<everthread.space.Scope> OFFERED =
      Set.of(everthread.space.Scope.READ, everthread.space.Scope.WRITE);

  /** Asked for by clients that want to be let in for long; all are. */
  private static final String OFFLINE = "offline_access";

  private OAuthScopes() {}

  /** What is offered of what was asked; all of it when nothing was. Empty when nothing fits. */
  static Set<everthread.space.Scope> wanted(@Nullable Scope asked) {
    if (asked == null || asked.stream().allMatch(value -> value.getValue().equals(OFFLINE))) {
      return OFFERED;
    }
    var wanted = EnumSet.noneOf(everthread.space.Scope.class);
    for (var value : asked) {
      everthread.space.Scope.ofWireName(value.getValue())
          .filter(OFFERED::contains)
          .ifPresent(wanted::add);
    }
    return wanted;
  }

  static Scope wire(Set<everthread.space.Scope> scopes) {
    return new Scope(names(scopes).toArray(String[]::new));
  }

  static List<String> names(Set<everthread.space.Scope> scopes) {
    return scopes.stream()
        .sorted(Comparator.naturalOrder())
        .map(everthread.space.Scope::wireName)
        .toList();
  }

  static Scope offeredWithOffline() {
    var scope = wire(OFFERED);
    scope.add(OFFLINE);
    return scope;
  }
}
