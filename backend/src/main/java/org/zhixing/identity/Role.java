package org.zhixing.identity;

/** What somebody may do at an organisation and everything below it. */
public enum Role {
    ADMIN,
    OFFICE,
    SUPERVISOR,
    LEADER,
    SECRETARY,
    RECORDER,
    MEMBER;

    /** The roles by name, for {@code @RolesAllowed}. */
    public static final class Names {
        public static final String ADMIN = "ADMIN";
        public static final String OFFICE = "OFFICE";
        public static final String SUPERVISOR = "SUPERVISOR";
        public static final String LEADER = "LEADER";
        public static final String SECRETARY = "SECRETARY";
        public static final String RECORDER = "RECORDER";
        public static final String MEMBER = "MEMBER";

        private Names() {}
    }
}
