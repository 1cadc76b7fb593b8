package everthread.search.lucene;

import everthread.conversation.Role;
import everthread.conversation.Site;
import everthread.search.Hit;
import everthread.search.Query;
import org.jspecify.annotations.Nullable;

/**
 * What ranking and counting need to know of a document without reading its text.
 *
 * @param role who said it, null for a memory written by hand
 * @param state of a memory, null for a message
 * @param active false for a message on a branch that an edit or regeneration replaced
 */
record Traits(
    Hit.Kind kind,
    Site site,
    @Nullable Role role,
    Query.@Nullable State state,
    boolean active,
    Style style) {

  /** As one number, a byte for each. */
  long encode() {
    return kind.ordinal()
        | (long) site.ordinal() << 8
        | (long) (role == null ? 255 : role.ordinal()) << 16
        | (long) (state == null ? 255 : state.ordinal()) << 24
        | (active ? 1L : 0L) << 32
        | style.encode() << 40;
  }

  static Traits decode(long encoded) {
    int role = (int) (encoded >> 16 & 255);
    int state = (int) (encoded >> 24 & 255);
    return new Traits(
        kindOf(encoded),
        siteOf(encoded),
        role == 255 ? null : Role.values()[role],
        state == 255 ? null : Query.State.values()[state],
        (encoded >> 32 & 1) == 1,
        Style.decode(encoded >> 40 & 255));
  }

  static Hit.Kind kindOf(long encoded) {
    return KINDS[(int) (encoded & 255)];
  }

  static Site siteOf(long encoded) {
    return SITES[(int) (encoded >> 8 & 255)];
  }

  private static final Hit.Kind[] KINDS = Hit.Kind.values();
  private static final Site[] SITES = Site.values();
}
