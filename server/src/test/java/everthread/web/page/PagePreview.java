package everthread.web.page;

/**
 * Serves the pages with invented data until it is stopped: one house furnished, one empty, one in
 * trouble, one whose clients sign in elsewhere.
 */
public final class PagePreview {
  private PagePreview() {}

  /** Prints one line of JSON with the addresses and cookies, then waits for its input to end. */
  public static void main(String[] args) throws java.io.IOException {
    var furnished = PreviewHouse.furnished();
    var ids = PreviewData.ids();
    var empty = new PreviewHouse();
    var troubled = PreviewHouse.furnished();
    troubled.stats = PreviewHouse.busyStats();
    troubled.upkeep.trouble();
    var elsewhere = PreviewHouse.elsewhere();
    System.out.printf(
        "{\"furnished\":{\"url\":\"%s\",\"cookie\":\"%s\"},\"empty\":{\"url\":\"%s\",\"cookie\":\"%s\"},"
            + "\"troubled\":{\"url\":\"%s\",\"cookie\":\"%s\"},"
            + "\"elsewhere\":{\"url\":\"%s\",\"cookie\":\"%s\"},"
            + "\"restore\":\"%s\",\"long\":\"%s\",\"review\":\"%s\",\"edit\":\"%s\",\"hit\":\"%s\"}%n",
        furnished.url(),
        furnished.cookie(),
        empty.url(),
        empty.cookie(),
        troubled.url(),
        troubled.cookie(),
        elsewhere.url(),
        elsewhere.cookie(),
        ids.get("restore"),
        ids.get("long"),
        ids.get("review"),
        ids.get("edit"),
        ids.get("hit"));
    System.out.flush();
    while (System.in.read() >= 0) {
      Thread.onSpinWait();
    }
    furnished.close();
    empty.close();
    troubled.close();
    elsewhere.close();
    System.exit(0);
  }
}
