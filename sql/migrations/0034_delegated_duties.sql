-- Duties beyond the role that an investigator delegated by name, such as breaking the blind.
ALTER TABLE RoleGrant ADD Duties nvarchar(200) NULL;
