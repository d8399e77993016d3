package org.zhixing.organization.roster;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong in one cell, or in a row as a whole.
 *
 * @param row as the spreadsheet counts, from 1
 * @param value as it stands in the cell; masked when it is stored or shown
 * @param code the problem's slug; its title says what is wrong, its detail what to do
 */
record Fault(
        int row, @Nullable RosterColumn column, @Nullable String value, String code, List<String> arguments) {
    static Fault at(int row, RosterColumn column, @Nullable String value, String code, Object... arguments) {
        return new Fault(
                row,
                column,
                value,
                code,
                Arrays.stream(arguments).map(String::valueOf).toList());
    }
}
