package everthread.connecting;

import everthread.oauth.ClientName;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * As whom a client shows itself in one request. All but the person is a stranger's word.
 *
 * @param origin where the request comes from; null when the person's browser stands between
 * @param id the client's id, null when the request names none
 * @param name what it calls itself, null when the request says nothing
 * @param person whose consent or key it has, null while nobody's
 */
public record Visitor(
    @Nullable Origin origin, @Nullable String id, @Nullable String name, @Nullable UUID person) {
  private static final int LONGEST_NAME = 60;
  private static final int LONGEST_ID = 500;

  /**
   * Where a request comes from. Requests of one program have the same.
   *
   * @param address of the peer, as text; never shown, only its {@link Place} is
   * @param agent what stands in User-Agent, cut
   */
  public record Origin(String address, String agent) {
    private static final int LONGEST_AGENT = 120;

    public Origin {
      agent = ClientName.shown(agent, "", LONGEST_AGENT);
    }
  }

  public Visitor {
    id = id == null || id.isBlank() ? null : ClientName.shown(id, "", LONGEST_ID);
    name = name == null || name.isBlank() ? null : ClientName.shown(name, "", LONGEST_NAME);
  }

  /** Whoever asks from there. */
  public static Visitor from(Origin origin) {
    return new Visitor(origin, null, null, null);
  }

  /** The client that a person's browser speaks for. */
  public static Visitor of(UUID person, @Nullable String id, @Nullable String name) {
    return new Visitor(null, id, name, person);
  }

  public Visitor withId(@Nullable String known) {
    return new Visitor(origin, known, name, person);
  }

  public Visitor withName(@Nullable String given) {
    return new Visitor(origin, id, given, person);
  }

  public Visitor withPerson(@Nullable UUID whose) {
    return new Visitor(origin, id, name, whose);
  }
}
