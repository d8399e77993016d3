package org.zhixing.progress;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The five haves (五有) of a branch in a phase: counted from records, never ticked. STU-8. */
final class FiveHaves {
    /** The five, by the codes a template gives them names for. */
    @Schema(name = "FiveHavesCode")
    public enum Code {
        /** 有考勤 Every held session has the branch's roll. */
        ATTENDANCE,
        /** 有记录 Every held session has minutes that two attendees confirmed. */
        RECORD,
        /** 有资料 Every held session names what was studied. */
        MATERIAL,
        /** 有笔记 Every member has handed in a note. */
        NOTE,
        /** 有心得 Every member has a reflection that was accepted. */
        REFLECTION;

        boolean ofSessions() {
            return this == ATTENDANCE || this == RECORD || this == MATERIAL;
        }
    }

    /** What a record lacks. */
    @Schema(name = "FiveHavesLack")
    public enum Lack {
        ROLL_MISSING,
        MINUTES_MISSING,
        MINUTES_UNCONFIRMED,
        MATERIAL_MISSING,
        NOT_HANDED_IN,
        NOT_ACCEPTED
    }

    /**
     * One of the five.
     *
     * @param value how many sessions or members have it
     * @param needed how many there are; nothing has been held where it is 0
     */
    record Cell(Code code, long value, long needed) {
        boolean met() {
            return needed > 0 && value >= needed;
        }
    }

    private FiveHaves() {}
}
