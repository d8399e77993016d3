package org.zhixing.organization.roster;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.zhixing.organization.IdNumber;
import org.zhixing.organization.Member;
import org.zhixing.platform.web.Text;

/** One row of a roster as it can be understood; what is blank or has no column is null. Pure. */
record RosterLine(
        int row,
        @Nullable String name,
        @Nullable String branch,
        @Nullable IdNumber idNumber,
        @Nullable String phone,
        Member.@Nullable Category category,
        Member.@Nullable Stage stage,
        @Nullable Boolean floating,
        @Nullable LocalDate joinedOn,
        @Nullable String post,
        List<Fault> faults) {
    private static final Map<String, Member.Category> CATEGORIES = Map.of(
            "普通党员", Member.Category.ORDINARY,
            "普通", Member.Category.ORDINARY,
            "ORDINARY", Member.Category.ORDINARY,
            "党员干部", Member.Category.CADRE,
            "干部", Member.Category.CADRE,
            "CADRE", Member.Category.CADRE,
            "党员领导干部", Member.Category.LEADING_CADRE,
            "领导干部", Member.Category.LEADING_CADRE,
            "LEADING_CADRE", Member.Category.LEADING_CADRE);
    private static final Map<String, Member.Stage> STAGES = Map.of(
            "正式党员", Member.Stage.FULL,
            "正式", Member.Stage.FULL,
            "FULL", Member.Stage.FULL,
            "预备党员", Member.Stage.PROBATIONARY,
            "预备", Member.Stage.PROBATIONARY,
            "PROBATIONARY", Member.Stage.PROBATIONARY);
    private static final Map<String, Boolean> YES_NO = Map.ofEntries(
            Map.entry("是", true),
            Map.entry("√", true),
            Map.entry("YES", true),
            Map.entry("TRUE", true),
            Map.entry("1", true),
            Map.entry("否", false),
            Map.entry("×", false),
            Map.entry("NO", false),
            Map.entry("FALSE", false),
            Map.entry("0", false));
    private static final Pattern DATE =
            Pattern.compile("(\\d{4})[-/.年](\\d{1,2})(?:[-/.月](\\d{1,2})日?|月)?(?:[T ].*)?|(\\d{4})(\\d{2})(\\d{2})");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9 -]{5,20}");
    private static final int MAX_TEXT = 60;
    /** Spreadsheets keep 15 digits of a number; the rest of an ID number typed as one is lost. */
    private static final int EXACT_DIGITS = 15;

    /** @param branchNeeded whether the row must name its branch */
    static RosterLine read(RosterFile.Row row, Map<RosterColumn, Integer> columns, boolean branchNeeded) {
        return new Reader(row, columns).line(branchNeeded);
    }

    /** The facts to store: what the row leaves blank stays as it was, or takes the usual value for somebody new. */
    Member.Editable over(Member.@Nullable Editable before) {
        return before == null
                ? new Member.Editable(
                        name,
                        phone,
                        category == null ? Member.Category.ORDINARY : category,
                        stage == null ? Member.Stage.FULL : stage,
                        Boolean.TRUE.equals(floating),
                        post,
                        joinedOn)
                : new Member.Editable(
                        name,
                        phone == null ? before.phone() : phone,
                        category == null ? before.category() : category,
                        stage == null ? before.stage() : stage,
                        floating == null ? before.floating() : floating,
                        post == null ? before.post() : post,
                        joinedOn == null ? before.joinedOn() : joinedOn);
    }

    private static final class Reader {
        private final RosterFile.Row row;
        private final Map<RosterColumn, Integer> columns;
        private final List<Fault> faults = new ArrayList<>();

        Reader(RosterFile.Row row, Map<RosterColumn, Integer> columns) {
            this.row = row;
            this.columns = columns;
        }

        RosterLine line(boolean branchNeeded) {
            return new RosterLine(
                    row.number(),
                    text(RosterColumn.NAME, true),
                    text(RosterColumn.BRANCH, branchNeeded),
                    idNumber(),
                    phone(),
                    oneOf(RosterColumn.CATEGORY, CATEGORIES, "普通党员、党员干部、党员领导干部"),
                    oneOf(RosterColumn.STAGE, STAGES, "正式党员、预备党员"),
                    oneOf(RosterColumn.FLOATING, YES_NO, "是、否"),
                    date(),
                    text(RosterColumn.POST, false),
                    List.copyOf(faults));
        }

        private @Nullable String raw(RosterColumn column) {
            Integer index = columns.get(column);
            if (index == null || row.cell(index) == null) {
                return null;
            }
            String clean = Text.name(row.cell(index).text());
            return clean.isEmpty() ? null : clean;
        }

        private @Nullable String text(RosterColumn column, boolean needed) {
            String value = raw(column);
            if (value == null) {
                return needed ? fault(column, null, "import/empty") : null;
            }
            if (Text.fault(value) != null) {
                return fault(column, null, Text.fault(value));
            }
            int most = column == RosterColumn.BRANCH ? 2 * MAX_TEXT : MAX_TEXT;
            return value.codePointCount(0, value.length()) > most
                    ? fault(column, value, "import/too-long", most)
                    : value;
        }

        private @Nullable IdNumber idNumber() {
            String value = raw(RosterColumn.ID_NUMBER);
            if (value == null) {
                return null;
            }
            Integer index = columns.get(RosterColumn.ID_NUMBER);
            if (row.cell(index).numeric() && digits(value) > EXACT_DIGITS) {
                return fault(RosterColumn.ID_NUMBER, value, "import/number-rounded");
            }
            String wrong = IdNumber.fault(value);
            return wrong == null ? new IdNumber(value) : fault(RosterColumn.ID_NUMBER, value, wrong);
        }

        private static int digits(String value) {
            try {
                return new BigDecimal(value).toBigInteger().toString().length();
            } catch (NumberFormatException notANumber) {
                return 0;
            }
        }

        private @Nullable String phone() {
            String value = raw(RosterColumn.PHONE);
            if (value == null) {
                return null;
            }
            return PHONE.matcher(value).matches() ? value : fault(RosterColumn.PHONE, value, "import/phone");
        }

        private <T> @Nullable T oneOf(RosterColumn column, Map<String, T> words, String known) {
            String value = raw(column);
            if (value == null) {
                return null;
            }
            T found = words.get(value.toUpperCase(Locale.ROOT));
            return found == null ? fault(column, value, "import/not-one-of", known) : found;
        }

        /** A month without a day counts as its first. */
        private @Nullable LocalDate date() {
            String value = raw(RosterColumn.JOINED_ON);
            if (value == null) {
                return null;
            }
            Matcher m = DATE.matcher(value);
            try {
                if (m.matches()) {
                    int from = m.group(1) != null ? 1 : 4;
                    String day = m.group(from + 2);
                    return LocalDate.of(
                            Integer.parseInt(m.group(from)),
                            Integer.parseInt(m.group(from + 1)),
                            day == null ? 1 : Integer.parseInt(day));
                }
            } catch (DateTimeException noSuchDay) {
                return fault(RosterColumn.JOINED_ON, value, "import/date");
            }
            return fault(RosterColumn.JOINED_ON, value, "import/date");
        }

        private <T> @Nullable T fault(RosterColumn column, @Nullable String value, String code, Object... arguments) {
            faults.add(Fault.at(row.number(), column, value, code, arguments));
            return null;
        }
    }
}
