package org.zhixing.organization.roster;

/** What became of the rows so far. */
final class Tally {
    int created;
    int updated;
    int transferred;
    int unchanged;
    int deactivated;
    int failed;

    /** Rows that have been gone through. */
    int rows() {
        return created + updated + transferred + unchanged + failed;
    }
}
