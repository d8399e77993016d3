package org.zhixing.rectification;

import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.zhixing.organization.Member;
import org.zhixing.platform.problem.Words;
import org.zhixing.platform.time.Times;

/** The columns of the ledger that is handed in, in their order. REC-1, REP-1. */
public enum LedgerColumn {
    NUMBER(10, (line, words) -> line.item().numbered()),
    ORGANIZATION(18, (line, words) -> line.item().organization().name()),
    PROBLEM(40, (line, words) -> line.item().problem()),
    DIMENSION(10, (line, words) -> words.of(line.item().facts().dimension())),
    NATURE(9, (line, words) -> words.of(line.item().facts().nature())),
    ORIGIN(16, (line, words) -> {
        String note = line.item().originNote();
        String kind = words.of(line.item().originKind());
        return note == null ? kind : kind + "：" + note;
    }),
    MEASURES(40, (line, words) -> numbered(line.item().measures())),
    KIND(10, (line, words) -> words.of(line.item().facts().kind())),
    LEADER(10, (line, words) -> name(line.item().facts().leader())),
    RESPONSIBLE(10, (line, words) -> name(line.item().facts().responsible())),
    DUE_ON(12, (line, words) -> line.item().dueOn().toString()),
    PROGRESS(30, (line, words) -> line.note() == null ? "" : line.note()),
    STATE(10, (line, words) -> words.of(line.item().state())),
    CLOSED_ON(12, (line, words) -> {
        var closed = line.item().closedAt();
        return closed == null ? "" : closed.atZone(Times.ZONE).toLocalDate().toString();
    });

    /** @param note the latest word on its progress */
    record Line(RectificationItem item, @Nullable String note) {}

    /** The words of the sheet in one language. */
    record Said(Words words, Locale language) {
        String of(Enum<?> value) {
            return words.say(language, "ledger/" + value.getDeclaringClass().getSimpleName() + "." + value.name());
        }

        String of(String key, Object... arguments) {
            return words.say(language, "ledger/" + key, arguments);
        }
    }

    /** In characters, as a spreadsheet counts. */
    final int width;

    private final BiFunction<Line, Said, String> text;

    LedgerColumn(int width, BiFunction<Line, Said, String> text) {
        this.width = width;
        this.text = text;
    }

    String text(Line line, Said words) {
        return text.apply(line, words);
    }

    private static String numbered(List<Measure> measures) {
        return IntStream.range(0, measures.size())
                .mapToObj(n -> (n + 1) + ". " + measures.get(n).title())
                .collect(Collectors.joining("\n"));
    }

    private static String name(@Nullable Member member) {
        return member == null ? "" : member.name();
    }
}
