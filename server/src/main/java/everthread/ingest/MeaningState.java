package everthread.ingest;

import org.jspecify.annotations.Nullable;

/**
 * How far a space can be found by meaning.
 *
 * @param model id of the model in use; null when there is none, or while it is not known yet
 * @param pending messages and memories that it has not read yet
 * @param setAside those that it could not read
 * @param trouble why it reads nothing just now, a sentence; null while all is well
 */
public record MeaningState(
    @Nullable String model, long pending, long setAside, @Nullable String trouble) {
  /** Words answer alone. */
  public static final MeaningState OFF = new MeaningState(null, 0, 0, null);
}
