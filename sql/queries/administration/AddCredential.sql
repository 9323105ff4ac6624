INSERT INTO Credential (AccountId, PasswordHash, PasswordSetAt, MustChange, AuthenticatorKey, PendingKey, LastStep, Failures, LockedUntil)
VALUES (@AccountId, @PasswordHash, @PasswordSetAt, @MustChange, @AuthenticatorKey, @PendingKey, @LastStep, @Failures, @LockedUntil);
