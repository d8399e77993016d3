package org.zhixing.organization.roster;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.problem.Words;

/** A fault that an import met, for its list and its marked workbook. */
@Entity
@IdClass(RosterImportFault.Key.class)
class RosterImportFault {
    record Key(UUID importId, int sequence) implements Serializable {}

    @Id
    private UUID importId;

    @Id
    private int sequence;

    private int rowNumber;

    @Enumerated(EnumType.STRING)
    private @Nullable RosterColumn columnName;

    private @Nullable String header;
    private @Nullable String value;
    private String code;
    private String[] arguments;

    protected RosterImportFault() {}

    int sequence() {
        return sequence;
    }

    int row() {
        return rowNumber;
    }

    @Nullable
    RosterColumn column() {
        return columnName;
    }

    /** The heading as the file has it. */
    @Nullable
    String header() {
        return header;
    }

    @Nullable
    String value() {
        return value;
    }

    String code() {
        return code;
    }

    String message(Words words, Locale language) {
        return words.say(language, code + ".title", (Object[]) arguments);
    }

    String remedy(Words words, Locale language) {
        return words.say(language, code + ".detail", (Object[]) arguments);
    }
}
