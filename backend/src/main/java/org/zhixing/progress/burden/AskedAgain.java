package org.zhixing.progress.burden;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The names of fields that more than one form has, each judged: another fact under the same name, the same record made or
 * changed, or the same fact asked for twice. A test compares the list with the contract, so a form that asks for a name
 * some other form has does not come in unjudged. BUR-1.
 */
@ApplicationScoped
@Startup
class AskedAgain {
    static final String LIST = "/burden/fields-in-several-forms.csv";

    /** What it means that several forms have a field of one name. */
    enum Verdict {
        /** Each form means something else by it. */
        OTHER_FACT,
        /** The forms make and change the same kind of record, or the field is filled in from what is known. */
        SAME_RECORD,
        /** The same fact is typed twice. */
        ASKED_AGAIN
    }

    /**
     * A judged name.
     *
     * @param operations the forms that have it, where the same fact is asked for twice
     */
    record Field(String name, Verdict verdict, List<String> operations, String zh, String en) {}

    private final List<Field> fields = read();

    /** What is asked for twice. */
    List<Field> askedAgain() {
        return fields.stream().filter(f -> f.verdict() == Verdict.ASKED_AGAIN).toList();
    }

    static List<Field> read() {
        try (var csv = CsvReader.builder()
                .ofNamedCsvRecord(new InputStreamReader(
                        Objects.requireNonNull(AskedAgain.class.getResourceAsStream(LIST)), StandardCharsets.UTF_8))) {
            return csv.stream().map(AskedAgain::field).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Field field(NamedCsvRecord row) {
        String operations = row.getField("operations");
        return new Field(
                row.getField("field"),
                Verdict.valueOf(row.getField("verdict")),
                operations.isEmpty() ? List.of() : Arrays.asList(operations.split(" ")),
                row.getField("zh"),
                row.getField("en"));
    }
}
