package everthread.web.page;

import everthread.space.Holder;
import everthread.space.Ids;
import everthread.space.Key;
import everthread.space.KeyStore;
import everthread.space.PairingStore;
import everthread.space.Principal;
import everthread.space.Scope;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keys and paired browsers of one person. */
final class FakeKeys implements KeyStore {
  static final String OWNER_KEY = "et_0123456789abcdefghijklmnopqrstuv";
  static final String READ_KEY = "et_readreadreadreadreadreadreadread";

  private final FakePeople people;
  private final Map<UUID, Key> keys = new LinkedHashMap<>();
  private final Map<UUID, PairingStore.Browser> browsers = new LinkedHashMap<>();

  FakeKeys(FakePeople people) {
    this.people = people;
  }

  void pair(String name, String version, Instant seen) {
    var key = Ids.next();
    var scopes = Set.of(Scope.CAPTURE, Scope.READ, Scope.WRITE);
    browsers.put(key, new PairingStore.Browser(key, name, version, seen, seen));
    keys.put(key, new Key(key, name, "et_7Qm2", people.home, scopes, seen, null, seen));
  }

  @Override
  public Made make(Principal by, String name, Set<Scope> scopes, @Nullable Instant expiresAt) {
    var id = Ids.next();
    var key = new Key(id, name, "et_9fQ2", by.space(), scopes, PreviewClock.NOW, expiresAt, null);
    keys.put(id, key);
    return new Made(key, "et_9fQ2hYw3sKd81LmPz0vTbRx4Gc7NaE5u");
  }

  @Override
  public List<Key> list(Principal by) {
    return List.copyOf(keys.values());
  }

  @Override
  public boolean revoke(Principal by, UUID key) {
    browsers.remove(key);
    return keys.remove(key) != null;
  }

  @Override
  public Optional<Holder> find(String secret) {
    var owner = people.owner();
    return switch (secret) {
      case OWNER_KEY -> Optional.of(owner);
      case READ_KEY ->
          Optional.of(
              new Holder(
                  owner.person(), Ids.next(), owner.home(), Set.of(Scope.READ), owner.spaces()));
      default -> Optional.empty();
    };
  }

  /** The same browsers as the pairing store sees them. */
  PairingStore pairings() {
    return new PairingStore() {
      @Override
      public Code make(Principal by) {
        return new Code("K7QM-4RXD", PreviewClock.NOW.plusSeconds(552));
      }

      @Override
      public Optional<Paired> redeem(String code, String browserName, String extensionVersion) {
        return Optional.empty();
      }

      @Override
      public List<Browser> browsers(Principal by) {
        return List.copyOf(browsers.values());
      }
    };
  }
}
