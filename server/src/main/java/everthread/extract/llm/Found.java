package everthread.extract.llm;

import everthread.extract.Fact;
import java.util.List;

/** What a model found in a message, or that it could not be asked. */
public sealed interface Found {
  /** All there is, perhaps nothing. */
  record Facts(List<Fact> facts) implements Found {
    public Facts {
      facts = List.copyOf(facts);
    }
  }

  /** Another time it may work. */
  record Later() implements Found {}
}
