package everthread.web.page;

import java.util.List;

/**
 * The settings.
 *
 * @param made the secret of a key just made, empty otherwise
 * @param madeName its name
 * @param theme "light", "dark" or "" for the system's
 * @param mistake what is wrong with the form for a new key, empty when nothing is
 */
public record SettingsView(
    List<KeyRow> keys,
    String made,
    String madeName,
    String theme,
    boolean singleKeys,
    String mistake) {
  public SettingsView {
    keys = List.copyOf(keys);
  }

  /**
   * @param hint its first characters
   */
  public record KeyRow(
      String id,
      String name,
      String hint,
      String scopes,
      String space,
      String made,
      String expires,
      String used) {}
}
