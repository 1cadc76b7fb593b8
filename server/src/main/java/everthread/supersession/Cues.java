package everthread.supersession;

import java.util.Map;
import java.util.Set;

/** Words by which a figure is understood. All folded. */
final class Cues {
  /** A number is not what it was. */
  static final Set<String> CHANGED =
      set(
          """
          now currently recently new newly updated updating update changed changing change adjusted
          extended extending increased increasing increases increase decreased decreasing reduced
          reducing dropped improved improving grown growth grew reached raised lowered added switched
          switching instead anymore longer total revised shifted replaced expanded bumped upgraded
          latest meanwhile already
          """);

  /** A date or time is not what it was. */
  static final Set<String> MOVED =
      set(
          """
          moved moving rescheduled rescheduling reschedule postponed postponing pushed extended
          shifted delayed adjusted changed
          """);

  /** What a new date is a date of. */
  static final Set<String> APPOINTED =
      set("deadline date due appointment meeting call session slot time schedule launch release");

  /** The person says it of themselves. */
  static final Set<String> OWNED = set("ive weve have has had my our i we got");

  static final Set<String> AIM = set("goal goals target targets targeting aim aiming");

  static final Set<String> OWN = set("i im ive id ill my me mine we weve were our us");

  /** What a number is a rate of; with "=" also without "per" before it. */
  static final Map<String, String> RATES =
      Map.ofEntries(
          Map.entry("day", "/day"),
          Map.entry("daily", "=/day"),
          Map.entry("week", "/week"),
          Map.entry("weekly", "=/week"),
          Map.entry("month", "/month"),
          Map.entry("monthly", "=/month"),
          Map.entry("year", "/year"),
          Map.entry("yearly", "=/year"),
          Map.entry("annual", "=/year"),
          Map.entry("minute", "/minute"),
          Map.entry("hour", "/hour"),
          Map.entry("hourly", "=/hour"),
          Map.entry("second", "/second"));

  /** Of requests and feelings, which stand around any figure. */
  static final Set<String> EMPTY =
      set(
          """
          want wants wanted need needs needed help trying try tries tried make makes making made sure
          using use used uses get getting got like know think thinking wondering wonder worried kinda
          kind sorta really still just even much many lot given considering looking look going go
          completed complete completing finished far around about approximately roughly least per
          every day days week weeks month months year years today tomorrow hour hours minute minutes
          am pm january february march april may june july august september october november december
          jan feb mar apr jun jul aug sep sept oct nov dec first second third one two three four five
          able understand understanding handle ensure ensuring provide suggest recommend advice best
          way good better great thanks thank feel feeling hi hello ok okay yes no question questions
          figure figuring issue issues trouble struggling plan planning work working started start
          starting between find out
          """);

  private Cues() {}

  private static Set<String> set(String words) {
    return Set.of(words.strip().split("\\s+", -1));
  }
}
