package everthread.bench;

import java.util.List;

/**
 * Common English nouns, for generated texts that a model is asked about: what it was not taught it
 * cuts into many pieces.
 */
public final class EnglishWords {
  public static final List<String> ALL =
      ("time year people way day man thing woman life child world school state family student group"
              + " country problem hand part place case week company system program question work"
              + " government number night point home water room mother area money story fact month"
              + " lot right study book eye job word business issue side kind head house service"
              + " friend father power hour game line end member law car city community name team"
              + " minute idea kid body information back parent face others level office door health"
              + " person art war history party result change morning reason research girl guy"
              + " moment air teacher force education")
          .transform(words -> List.of(words.split(" ")));

  private EnglishWords() {}
}
