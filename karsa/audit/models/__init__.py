from karsa.audit.models.entry import AuditDetail, AuditEntry
from karsa.audit.models.seal import AuditSeal

__all__ = ["AuditDetail", "AuditEntry", "AuditSeal"]
