package everthread.web.page;

import java.util.List;

/**
 * The page that helps to tidy up.
 *
 * @param tidy whether there is nothing to do
 */
public record ReportView(List<Part> parts, boolean tidy) {
  public ReportView {
    parts = List.copyOf(parts);
  }

  /** Whether there is a kind of which there is nothing. */
  public boolean anyInOrder() {
    return parts.stream().anyMatch(part -> part.action().isEmpty());
  }

  /**
   * One kind of untidiness.
   *
   * @param kind as the form sends it
   * @param count how many, with separators
   * @param action what its button says, empty where there is nothing to clean
   * @param all where they are listed, empty when nowhere
   */
  public record Part(
      String kind,
      String title,
      String meaning,
      String count,
      List<Example> examples,
      String action,
      String all) {
    public Part {
      examples = List.copyOf(examples);
    }
  }

  /** A memory, and where it stands in the list. */
  public record Example(String text, String link, SiteMark site, String when, String language) {}
}
