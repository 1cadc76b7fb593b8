package everthread.web.page;

import everthread.vitals.Troubles.Trouble;

/** Failures as a person is told of them. Pure. */
final class TroubleWords {
  private TroubleWords() {}

  static String of(Trouble trouble) {
    var times = trouble.count() == 1 ? "" : " (" + Counted.grouped(trouble.count()) + " times)";
    return what(trouble) + times + ".";
  }

  private static String what(Trouble trouble) {
    return switch (trouble.area()) {
      case READING -> "Reading was put off: " + why(trouble.kind());
      case EXTRACTION -> "Finding memories was put off: " + why(trouble.kind());
      case MEANING -> "Reading for meaning was put off: " + why(trouble.kind());
      case ERASURE -> "Erasing was put off: " + why(trouble.kind());
      case INDEX -> "The search index failed and was mended: " + why(trouble.kind());
      case DATABASE -> "The database did not answer: " + why(trouble.kind());
      case MODEL -> "The language model could not be asked: " + why(trouble.kind());
      case REQUEST -> "A request could not be answered: " + why(trouble.kind());
    };
  }

  /** The reason, as a clause. */
  static String why(String kind) {
    return switch (kind) {
      case "unavailable" -> "the database was away";
      case "StackOverflowError" -> "it is nested more deeply than can be read";
      case "timeout" -> "it did not answer in time";
      case "unreachable" -> "it could not be reached";
      case "unreadable" -> "its answer could not be read";
      case "http_401", "http_403" -> "it does not accept the key";
      case "http_404" -> "it does not know the model";
      case "http_429" -> "it is asked too often";
      case "unknown" -> "nobody noted why";
      default -> kind.matches("[A-Z][A-Za-z]+") ? "a fault in Everthread, " + kind : kind;
    };
  }
}
