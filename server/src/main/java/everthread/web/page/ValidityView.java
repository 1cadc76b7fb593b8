package everthread.web.page;

/**
 * A memory's validity badge.
 *
 * @param state "current", "in_review" or "superseded"
 * @param until of a superseded one "Until 3 Mar 2026"; empty otherwise
 * @param newer the words of the memory that took its place, empty when there is none
 * @param newerLink where that memory stands, empty when there is none
 */
public record ValidityView(String state, String until, String newer, String newerLink) {
  static ValidityView of(String state) {
    return new ValidityView(state, "", "", "");
  }

  public String label() {
    return switch (state) {
      case "in_review" -> "In review";
      case "superseded" -> "Superseded";
      default -> "Current";
    };
  }
}
