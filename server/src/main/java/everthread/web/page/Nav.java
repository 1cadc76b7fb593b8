package everthread.web.page;

/** Where the navigation stands; {@code NONE} for pages that it does not list. */
public enum Nav {
  SEARCH,
  MEMORIES,
  CONNECT,
  STATUS,
  NONE
}
