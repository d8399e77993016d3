package org.zhixing.study.writing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.zhixing.study.writing.Passages.Passage;
import org.zhixing.study.writing.Shingles.Quotable;

/** What is alike is found, what is quoted is not, and what is shown stands in both texts. STU-7 */
class NearDuplicatesTest {
    private static final UUID CAMPAIGN = UUID.fromString("0198f0f0-0000-7000-8000-000000000001");

    @Property(tries = 200)
    void aTextAndItselfMeetInEveryMark(@ForAll("texts") String text) {
        assertThat(meeting(text, text, Quotable.NOTHING))
                .isEqualTo(sketch(text, Quotable.NOTHING).length)
                .isPositive();
        assertThat(of(text).shared(of(text))).isEqualTo(1);
    }

    @Property(tries = 200)
    void otherPunctuationBlanksAndWidthsMakeNoDifference(@ForAll("texts") String text) {
        String other =
                text.replace("，", " , \n").replace("。", "．").replace("2", "２").replace("a", "Ａ");
        assertThat(of(other).hashes()).isEqualTo(of(text).hashes());
    }

    @Property(tries = 200)
    void sharingIsTheSameBothWays(@ForAll("texts") String one, @ForAll("texts") String other) {
        assertThat(of(one).shared(of(other)))
                .isEqualTo(of(other).shared(of(one)))
                .isBetween(0.0, 1.0);
        assertThat(of(one).likeness(of(other)))
                .isEqualTo(of(other).likeness(of(one)))
                .isBetween(0.0, 1.0);
    }

    @Property(tries = 100)
    void paragraphsInAnotherOrderAreFound(
            @ForAll @Size(min = 4, max = 8) List<@net.jqwik.api.From("paragraphs") String> parts) {
        List<String> shuffled = new ArrayList<>(parts);
        Collections.shuffle(shuffled, new Random(parts.hashCode()));
        String text = String.join("\n", parts);
        String copy = String.join("\n", shuffled);
        assertThat(of(text).shared(of(copy))).isGreaterThan(0.5);
        assertThat(meeting(text, copy, Quotable.NOTHING)).isPositive();
    }

    @Property(tries = 200)
    void whatIsQuotedFromASetTextIsNobodysOwn(@ForAll("texts") String setText, @ForAll("texts") String own) {
        Quotable quotable = Quotable.of(List.of(setText));
        Shingles quoted = Shingles.of(PlainText.of(setText), quotable);
        assertThat(quoted.size()).isZero();
        assertThat(sketch(setText, quotable)).isEmpty();
        assertThat(Passages.of(PlainText.of(own + "\n" + setText), PlainText.of(setText + own.hashCode()), quotable))
                .isEmpty();
    }

    @Property(tries = 100)
    void textsThatHaveNothingInCommonDoNotMeet(@ForAll("texts") String one, @ForAll("others") String other) {
        assertThat(of(one).shared(of(other))).isZero();
        assertThat(meeting(one, other, Quotable.NOTHING)).isZero();
        assertThat(passages(one, other)).isEmpty();
    }

    @Property(tries = 300)
    void everyPassageReadsTheSameInBothTexts(
            @ForAll("texts") String before,
            @ForAll("texts") String common,
            @ForAll("texts") String after,
            @ForAll("others") String stranger) {
        String one = before + common + "㎡" + after;
        String other = stranger + common.replace("，", "。") + "m2" + stranger;
        List<Passage> passages = passages(one, other);
        assertThat(passages).isNotEmpty();
        int end = 0;
        for (Passage p : passages) {
            int[] mine = PlainText.of(part(one, p.from(), p.to())).letters();
            int[] theirs = PlainText.of(part(other, p.otherFrom(), p.otherTo())).letters();
            assertThat(mine).isEqualTo(theirs).hasSize(p.letters());
            assertThat(p.letters()).isGreaterThanOrEqualTo(Passages.SHORTEST);
            assertThat(p.from()).isGreaterThanOrEqualTo(end);
            end = p.to();
        }
    }

    /** 𠮷 takes two UTF-16 units and counts as one place. */
    @Test
    void placesCountCodePoints() {
        String common = "𠮷田村的党员要把沟渠清淤的事情一件一件做好做到底";
        List<Passage> passages = passages("𠮷𠮷" + common, "前言。" + common + "完");
        assertThat(passages).containsExactly(new Passage(2, 26, 3, 27, 24));
    }

    @Test
    void aTextThatRepeatsOneCharacterTakesNoLongerThanAnother() {
        String monotonous = "学".repeat(30_000);
        assertThat(passages(monotonous, monotonous)).hasSize(1);
        assertThat(passages(monotonous, "习".repeat(30_000))).isEmpty();
    }

    /** Whichever was there first: both meet. */
    @Property(tries = 300)
    void aShortTextCopiedWholeIntoALongOneIsAlwaysMet(
            @ForAll("paragraphs") String copied,
            @ForAll @IntRange(max = 3_000) int before,
            @ForAll @IntRange(max = 3_000) int after) {
        Random random = new Random(copied.hashCode());
        String all = characters(random, before) + copied + characters(random, after);
        assertThat(meeting(copied, all, Quotable.NOTHING)).isPositive();
        assertThat(of(copied).shared(of(all))).isEqualTo(1);
    }

    @Property(tries = 300)
    void sixtyLettersInCommonAlwaysMeetWhereverTheyStand(
            @ForAll @IntRange(max = 2_500) int before,
            @ForAll @IntRange(max = 2_500) int after,
            @ForAll @IntRange(max = 2_500) int otherBefore,
            @ForAll @IntRange(max = 2_500) int otherAfter) {
        Random random = new Random(before + 31L * after);
        String common = characters(random, Sketch.MEETING);
        String one = characters(random, before) + common + characters(random, after);
        String other = characters(random, otherBefore) + common + characters(random, otherAfter);
        assertThat(meeting(one, other, Quotable.NOTHING)).isPositive();
    }

    /** What a sketch may cost: a mark for about every 25 letters, and no more than 256 of the longest text there may be. */
    @Property(tries = 60)
    void aSketchIsSmall(@ForAll @IntRange(min = 12, max = Writing.MAX_TEXT) int length) {
        int[] marks = sketch(characters(new Random(length), length), Quotable.NOTHING);
        assertThat(marks.length).isBetween(1, Math.min(Sketch.MOST, length / 17 + 6));
    }

    /** Of the longest texts only some marks are kept; half a page out of one still meets it. */
    @Test
    void aTextCopiedOutOfTheLongestIsMet() {
        int met = 0;
        for (int n = 0; n < 100; n++) {
            String all = characters(new Random(n), Writing.MAX_TEXT);
            met += meeting(all.substring(9_000, 9_600), all, Quotable.NOTHING) > 0 ? 1 : 0;
        }
        assertThat(met).isGreaterThan(95);
    }

    @Test
    void aCopyWithAWordChangedInEverySentenceIsMet() {
        Random random = new Random(7);
        int met = 0;
        for (int n = 0; n < 300; n++) {
            StringBuilder one = new StringBuilder();
            StringBuilder other = new StringBuilder();
            for (int sentence = 0; sentence < 16; sentence++) {
                String kept = characters(random, 18 + random.nextInt(15));
                one.append(kept).append(characters(random, 2));
                other.append(kept).append(characters(random, 2));
            }
            met += meeting(one.toString(), other.toString(), Quotable.NOTHING) > 0 ? 1 : 0;
        }
        assertThat(met).isGreaterThan(294);
    }

    /** Eleven letters at a time, as titles and stock phrases are: no stranger is read for them. */
    @Test
    void stockPhrasesAloneDoNotMeet() {
        Random random = new Random(7);
        List<String> phrases =
                IntStream.range(0, 40).mapToObj(i -> characters(random, 11)).toList();
        String one = phrases.stream().map(p -> p + characters(random, 9)).collect(Collectors.joining());
        String other = phrases.stream().map(p -> p + characters(random, 9)).collect(Collectors.joining());
        assertThat(meeting(one, other, Quotable.NOTHING)).isZero();
    }

    @Test
    void aPassageOfAnotherCampaignIsNotMet() {
        String text = characters(new Random(3), 1_000);
        int[] elsewhere = Sketch.of(UUID.randomUUID(), PlainText.of(text), Quotable.NOTHING)
                .marks();
        assertThat(common(sketch(text, Quotable.NOTHING), elsewhere)).isZero();
    }

    private static String characters(Random random, int length) {
        return IntStream.range(0, length)
                .mapToObj(i -> Character.toString(0x4E00 + random.nextInt(3_000)))
                .collect(Collectors.joining());
    }

    private static Shingles of(String text) {
        return Shingles.of(PlainText.of(text), Quotable.NOTHING);
    }

    private static int[] sketch(String text, Quotable quotable) {
        return Sketch.of(CAMPAIGN, PlainText.of(text), quotable).marks();
    }

    private static int meeting(String one, String other, Quotable quotable) {
        return common(sketch(one, quotable), sketch(other, quotable));
    }

    private static int common(int[] one, int[] other) {
        return (int) Arrays.stream(one)
                .filter(mark -> Arrays.stream(other).anyMatch(o -> o == mark))
                .count();
    }

    private static List<Passage> passages(String one, String other) {
        return Passages.of(PlainText.of(one), PlainText.of(other), Quotable.NOTHING);
    }

    private static String part(String text, int from, int to) {
        return text.substring(text.offsetByCodePoints(0, from), text.offsetByCodePoints(0, to));
    }

    /** Between 40 and 300 signs of a small alphabet with punctuation, blanks, digits and characters beyond the first plane. */
    @Provide
    Arbitrary<String> texts() {
        return signs("党员干部群众学习实践心得体会沟渠清淤责任落实服务宗旨当先锋树形象𠮷𡃁2a，。 ");
    }

    /** With more than sixty letters of their own, whatever else they hold. */
    @Provide
    Arbitrary<String> paragraphs() {
        return texts().map(text -> characters(new Random(text.hashCode()), 60) + text);
    }

    @Provide
    Arbitrary<String> others() {
        return signs("山河湖海风雨雷电春夏秋冬东西南北金木水火土日月星辰𠀀𠀋，。");
    }

    private static Arbitrary<String> signs(String alphabet) {
        List<String> signs = alphabet.codePoints().mapToObj(Character::toString).toList();
        return Arbitraries.of(signs).list().ofMinSize(60).ofMaxSize(300).map(list -> String.join("", list));
    }
}
