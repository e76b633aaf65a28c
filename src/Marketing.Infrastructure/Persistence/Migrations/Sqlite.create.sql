CREATE TABLE "__EFMigrationsLock" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY,
    "Timestamp" TEXT NOT NULL
);
CREATE TABLE "__EFMigrationsHistory" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);
CREATE TABLE "ApiKeys" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_ApiKeys" PRIMARY KEY,
    "Name" TEXT NOT NULL,
    "NameKey" TEXT NOT NULL,
    "Prefix" TEXT NOT NULL,
    "SecretHash" BLOB NOT NULL,
    "Scopes" TEXT NOT NULL,
    "System" TEXT NULL,
    "ExpiresAt" TEXT NULL,
    "RevokedAt" TEXT NULL,
    "LastUsedAt" TEXT NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "Version" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "UpdatedBy" TEXT NOT NULL,
    "DeletedAt" TEXT NULL, "CreatedByName" TEXT NULL, "UpdatedByName" TEXT NULL,
    CONSTRAINT "AK_ApiKeys_WorkspaceId_Id" UNIQUE ("WorkspaceId", "Id")
);
CREATE TABLE "AuditEntries" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_AuditEntries" PRIMARY KEY,
    "WorkspaceId" binary(16) NOT NULL,
    "At" TEXT NOT NULL,
    "TransactionId" binary(16) NOT NULL,
    "ActorId" TEXT NOT NULL,
    "ActorName" TEXT NOT NULL,
    "OriginSystem" TEXT NULL,
    "CorrelationId" TEXT NOT NULL,
    "ResourceType" TEXT NOT NULL,
    "ResourceId" binary(16) NOT NULL,
    "ParentId" binary(16) NULL,
    "Op" TEXT NOT NULL,
    "ResourceVersion" INTEGER NOT NULL,
    "Fields" TEXT NOT NULL,
    "FieldNames" TEXT NOT NULL
);
CREATE TABLE "CatalogueEntries" (
    "WorkspaceId" binary(16) NOT NULL,
    "EntryId" binary(16) NOT NULL,
    "Catalogue" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    CONSTRAINT "PK_CatalogueEntries" PRIMARY KEY ("WorkspaceId", "EntryId")
);
CREATE TABLE "CatalogueNames" (
    "WorkspaceId" binary(16) NOT NULL,
    "Catalogue" TEXT NOT NULL,
    "NameKey" TEXT NOT NULL,
    "EntryId" binary(16) NOT NULL,
    CONSTRAINT "PK_CatalogueNames" PRIMARY KEY ("WorkspaceId", "Catalogue", "NameKey", "EntryId")
);
CREATE TABLE "ChangeCounters" (
    "WorkspaceId" binary(16) NOT NULL CONSTRAINT "PK_ChangeCounters" PRIMARY KEY,
    "LastSequence" INTEGER NOT NULL,
    "LastAt" TEXT NOT NULL,
    "PurgedThrough" INTEGER NOT NULL,
    "Epoch" binary(16) NOT NULL
);
CREATE TABLE "ChangeEntries" (
    "WorkspaceId" binary(16) NOT NULL,
    "Sequence" INTEGER NOT NULL,
    "At" TEXT NOT NULL,
    "ActorId" TEXT NOT NULL,
    "OriginSystem" TEXT NULL,
    "ResourceType" TEXT NOT NULL,
    "ResourceId" binary(16) NOT NULL,
    "ParentId" binary(16) NULL,
    "Op" TEXT NOT NULL,
    "Event" TEXT NULL,
    "ResourceVersion" INTEGER NOT NULL,
    "FieldNames" TEXT NOT NULL, "ActorName" TEXT NULL,
    CONSTRAINT "PK_ChangeEntries" PRIMARY KEY ("WorkspaceId", "Sequence")
);
CREATE TABLE "Channels" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_Channels" PRIMARY KEY,
    "Type" TEXT NOT NULL,
    "Platform" TEXT NULL,
    "Ownership" TEXT NULL,
    "Active" INTEGER NOT NULL,
    "Description" TEXT NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "Version" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "UpdatedBy" TEXT NOT NULL,
    "DeletedAt" TEXT NULL,
    "Code" TEXT NULL,
    "Name" TEXT NOT NULL,
    "Aliases" TEXT NOT NULL,
    "NameKey" TEXT NOT NULL,
    "SearchText" TEXT NOT NULL, "CreatedByName" TEXT NULL, "UpdatedByName" TEXT NULL, "CodeKey" TEXT NULL, "ExternalIds" TEXT NOT NULL DEFAULT ('[]'),
    CONSTRAINT "AK_Channels_WorkspaceId_Id" UNIQUE ("WorkspaceId", "Id")
);
CREATE TABLE "IdempotencyRecords" (
    "WorkspaceId" binary(16) NOT NULL,
    "ActorId" TEXT NOT NULL,
    "Key" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "Method" TEXT NOT NULL,
    "Path" TEXT NOT NULL,
    "BodyHash" BLOB NOT NULL,
    "Status" INTEGER NOT NULL,
    "Location" TEXT NULL,
    "ETag" TEXT NULL,
    "Body" BLOB NOT NULL,
    CONSTRAINT "PK_IdempotencyRecords" PRIMARY KEY ("WorkspaceId", "ActorId", "Key")
);
CREATE TABLE "Leases" (
    "Name" TEXT NOT NULL CONSTRAINT "PK_Leases" PRIMARY KEY,
    "Owner" TEXT NOT NULL,
    "ExpiresAt" TEXT NOT NULL
);
CREATE TABLE "Metrics" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_Metrics" PRIMARY KEY,
    "Unit" TEXT NULL,
    "Direction" TEXT NULL,
    "Aggregation" TEXT NULL,
    "ScaleMax" TEXT NULL,
    "FormulaCode" TEXT NULL,
    "Definition" TEXT NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "Version" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "UpdatedBy" TEXT NOT NULL,
    "DeletedAt" TEXT NULL,
    "Code" TEXT NULL,
    "Name" TEXT NOT NULL,
    "Aliases" TEXT NOT NULL,
    "NameKey" TEXT NOT NULL,
    "SearchText" TEXT NOT NULL, "CreatedByName" TEXT NULL, "UpdatedByName" TEXT NULL, "CodeKey" TEXT NULL,
    CONSTRAINT "AK_Metrics_WorkspaceId_Id" UNIQUE ("WorkspaceId", "Id")
);
CREATE TABLE "PersonalKeys" (
    "WorkspaceId" binary(16) NOT NULL,
    "SubjectId" binary(16) NOT NULL,
    "SealedKey" BLOB NOT NULL,
    CONSTRAINT "PK_PersonalKeys" PRIMARY KEY ("WorkspaceId", "SubjectId")
);
CREATE TABLE "Plans" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_Plans" PRIMARY KEY,
    "Header" TEXT NOT NULL,
    "HeaderSchemaVersion" INTEGER NOT NULL,
    "Code" TEXT NULL,
    "Title" TEXT NOT NULL,
    "PlanType" TEXT NOT NULL,
    "Language" TEXT NOT NULL,
    "Currency" TEXT NOT NULL,
    "PeriodStart" TEXT NULL,
    "PeriodEnd" TEXT NULL,
    "Status" TEXT NOT NULL,
    "WorkingRevision" INTEGER NULL,
    "InForceRevision" INTEGER NULL,
    "TitleKey" TEXT NOT NULL,
    "SearchText" TEXT NOT NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "Version" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "UpdatedBy" TEXT NOT NULL,
    "DeletedAt" TEXT NULL, "CreatedByName" TEXT NULL, "PeriodEndPlaceholder" TEXT NULL, "PeriodEndText" TEXT NULL, "PeriodStartPlaceholder" TEXT NULL, "PeriodStartText" TEXT NULL, "UpdatedByName" TEXT NULL, "CodeKey" TEXT NULL, "ContentUpdatedAt" TEXT NOT NULL DEFAULT '0001-01-01 00:00:00', "ContentVersion" INTEGER NOT NULL DEFAULT 0, "Revisions" TEXT NOT NULL DEFAULT ('{}'), "StatusReason" TEXT NULL, "OpenPlaceholders" INTEGER NULL, "PreparedBy" TEXT NULL, "PreparedByKey" TEXT NOT NULL DEFAULT '', "ReadingVersion" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "AK_Plans_WorkspaceId_Id" UNIQUE ("WorkspaceId", "Id")
);
CREATE TABLE "PlanSnapshots" (
    "WorkspaceId" binary(16) NOT NULL,
    "PlanId" binary(16) NOT NULL,
    "ContentVersion" INTEGER NOT NULL,
    "SchemaVersion" INTEGER NOT NULL,
    "Hash" BLOB NOT NULL,
    "Content" BLOB NOT NULL,
    "TakenAt" TEXT NOT NULL, "ReadingVersion" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "PK_PlanSnapshots" PRIMARY KEY ("WorkspaceId", "PlanId", "ContentVersion")
);
CREATE TABLE "RaisedEvents" (
    "WorkspaceId" binary(16) NOT NULL,
    "OnceKey" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    "RaisedAt" TEXT NOT NULL,
    CONSTRAINT "PK_RaisedEvents" PRIMARY KEY ("WorkspaceId", "OnceKey")
);
CREATE TABLE "Segments" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_Segments" PRIMARY KEY,
    "Method" TEXT NULL,
    "Tier" TEXT NULL,
    "Rule" TEXT NULL,
    "Size" INTEGER NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "Version" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "UpdatedBy" TEXT NOT NULL,
    "DeletedAt" TEXT NULL,
    "Code" TEXT NULL,
    "Name" TEXT NOT NULL,
    "Aliases" TEXT NOT NULL,
    "NameKey" TEXT NOT NULL,
    "SearchText" TEXT NOT NULL, "CreatedByName" TEXT NULL, "UpdatedByName" TEXT NULL, "CodeKey" TEXT NULL,
    CONSTRAINT "AK_Segments_WorkspaceId_Id" UNIQUE ("WorkspaceId", "Id")
);
CREATE TABLE "WorkspaceGuards" (
    "WorkspaceId" binary(16) NOT NULL,
    "Name" TEXT NOT NULL,
    "Taken" INTEGER NOT NULL,
    CONSTRAINT "PK_WorkspaceGuards" PRIMARY KEY ("WorkspaceId", "Name")
);
CREATE TABLE "Workspaces" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_Workspaces" PRIMARY KEY,
    "Code" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    "Settings" TEXT NOT NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "Version" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "UpdatedBy" TEXT NOT NULL,
    "DeletedAt" TEXT NULL, "CreatedByName" TEXT NULL, "UpdatedByName" TEXT NULL,
    CONSTRAINT "AK_Workspaces_WorkspaceId_Id" UNIQUE ("WorkspaceId", "Id")
);
CREATE TABLE "WriteMarkers" (
    "WorkspaceId" binary(16) NOT NULL,
    "RecordedAt" TEXT NOT NULL,
    "LastSequence" INTEGER NOT NULL,
    "TransactionId" binary(16) NOT NULL,
    CONSTRAINT "PK_WriteMarkers" PRIMARY KEY ("WorkspaceId", "RecordedAt", "LastSequence", "TransactionId")
);
CREATE TABLE "ContentReferences" (
    "OwnerId" binary(16) NOT NULL,
    "TargetId" binary(16) NOT NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "OwnerType" TEXT NOT NULL,
    "PlanId" binary(16) NOT NULL,
    "EntryId" binary(16) NULL,
    CONSTRAINT "PK_ContentReferences" PRIMARY KEY ("OwnerId", "TargetId"),
    CONSTRAINT "FK_ContentReferences_CatalogueEntries_WorkspaceId_EntryId" FOREIGN KEY ("WorkspaceId", "EntryId") REFERENCES "CatalogueEntries" ("WorkspaceId", "EntryId")
);
CREATE TABLE "Members" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_Members" PRIMARY KEY,
    "Issuer" TEXT NOT NULL,
    "Subject" TEXT NOT NULL,
    "ActorId" TEXT NOT NULL,
    "DisplayName" TEXT NOT NULL,
    "NameKey" TEXT NOT NULL,
    "Roles" TEXT NOT NULL,
    "PartyId" binary(16) NULL,
    "LivePartyId" binary(16) NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "Version" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "UpdatedBy" TEXT NOT NULL,
    "DeletedAt" TEXT NULL, "CreatedByName" TEXT NULL, "UpdatedByName" TEXT NULL,
    CONSTRAINT "AK_Members_WorkspaceId_Id" UNIQUE ("WorkspaceId", "Id"),
    CONSTRAINT "FK_Members_CatalogueEntries_WorkspaceId_LivePartyId" FOREIGN KEY ("WorkspaceId", "LivePartyId") REFERENCES "CatalogueEntries" ("WorkspaceId", "EntryId")
);
CREATE TABLE "Parties" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_Parties" PRIMARY KEY,
    "Kind" TEXT NOT NULL,
    "ParentId" binary(16) NULL,
    "External" INTEGER NOT NULL,
    "SealedContact" TEXT NULL,
    "MergedIntoId" binary(16) NULL,
    "LiveParentId" binary(16) NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "Version" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "UpdatedBy" TEXT NOT NULL,
    "DeletedAt" TEXT NULL,
    "Code" TEXT NULL,
    "Name" TEXT NOT NULL,
    "Aliases" TEXT NOT NULL,
    "NameKey" TEXT NOT NULL,
    "SearchText" TEXT NOT NULL, "CreatedByName" TEXT NULL, "UpdatedByName" TEXT NULL, "CodeKey" TEXT NULL, "ExternalIds" TEXT NOT NULL DEFAULT ('[]'),
    CONSTRAINT "AK_Parties_WorkspaceId_Id" UNIQUE ("WorkspaceId", "Id"),
    CONSTRAINT "FK_Parties_CatalogueEntries_WorkspaceId_LiveParentId" FOREIGN KEY ("WorkspaceId", "LiveParentId") REFERENCES "CatalogueEntries" ("WorkspaceId", "EntryId")
);
CREATE TABLE "Partners" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_Partners" PRIMARY KEY,
    "Kind" TEXT NOT NULL,
    "PartyId" binary(16) NULL,
    "Platform" TEXT NULL,
    "Terms" TEXT NULL,
    "LivePartyId" binary(16) NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "Version" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "UpdatedBy" TEXT NOT NULL,
    "DeletedAt" TEXT NULL,
    "Code" TEXT NULL,
    "Name" TEXT NOT NULL,
    "Aliases" TEXT NOT NULL,
    "NameKey" TEXT NOT NULL,
    "SearchText" TEXT NOT NULL, "CreatedByName" TEXT NULL, "UpdatedByName" TEXT NULL, "CodeKey" TEXT NULL, "ExternalIds" TEXT NOT NULL DEFAULT ('[]'),
    CONSTRAINT "AK_Partners_WorkspaceId_Id" UNIQUE ("WorkspaceId", "Id"),
    CONSTRAINT "FK_Partners_CatalogueEntries_WorkspaceId_LivePartyId" FOREIGN KEY ("WorkspaceId", "LivePartyId") REFERENCES "CatalogueEntries" ("WorkspaceId", "EntryId")
);
CREATE TABLE "PlanAnchors" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_PlanAnchors" PRIMARY KEY,
    "PlanId" binary(16) NOT NULL,
    "Code" TEXT NOT NULL,
    "CodeKey" TEXT NOT NULL,
    "Name" TEXT NULL,
    "Date" TEXT NOT NULL,
    "SubjectId" binary(16) NULL,
    "SearchText" TEXT NOT NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "Version" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "UpdatedBy" TEXT NOT NULL,
    "DeletedAt" TEXT NULL, "CreatedByName" TEXT NULL, "UpdatedByName" TEXT NULL,
    CONSTRAINT "AK_PlanAnchors_WorkspaceId_Id" UNIQUE ("WorkspaceId", "Id"),
    CONSTRAINT "FK_PlanAnchors_Plans_WorkspaceId_PlanId" FOREIGN KEY ("WorkspaceId", "PlanId") REFERENCES "Plans" ("WorkspaceId", "Id") ON DELETE CASCADE
);
CREATE TABLE "PlanParts" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_PlanParts" PRIMARY KEY,
    "PlanId" binary(16) NOT NULL,
    "Section" TEXT NOT NULL,
    "SectionOrder" INTEGER NOT NULL,
    "Ref" TEXT NOT NULL,
    "RefKey" TEXT NOT NULL,
    "Position" INTEGER NOT NULL,
    "Content" TEXT NOT NULL,
    "SchemaVersion" INTEGER NOT NULL,
    "SearchText" TEXT NOT NULL,
    "LastItemNumber" INTEGER NOT NULL,
    "DeletedWithPlan" INTEGER NOT NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "Version" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "UpdatedBy" TEXT NOT NULL,
    "DeletedAt" TEXT NULL, "CreatedByName" TEXT NULL, "UpdatedByName" TEXT NULL, "OpenPlaceholders" INTEGER NULL, "Tasks" INTEGER NULL,
    CONSTRAINT "AK_PlanParts_WorkspaceId_Id" UNIQUE ("WorkspaceId", "Id"),
    CONSTRAINT "FK_PlanParts_Plans_WorkspaceId_PlanId" FOREIGN KEY ("WorkspaceId", "PlanId") REFERENCES "Plans" ("WorkspaceId", "Id") ON DELETE CASCADE
);
CREATE TABLE "PlanRevisions" (
    "PlanId" binary(16) NOT NULL,
    "Number" INTEGER NOT NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "Status" TEXT NOT NULL,
    "ContentVersion" INTEGER NOT NULL,
    "LastRefNumber" INTEGER NOT NULL,
    "Hash" BLOB NULL, "ApprovedAt" TEXT NULL, "InForceAt" TEXT NULL, "Submissions" INTEGER NOT NULL DEFAULT 0, "SubmittedAt" TEXT NULL, "SubmittedBy" TEXT NULL, "SupersededAt" TEXT NULL,
    CONSTRAINT "PK_PlanRevisions" PRIMARY KEY ("PlanId", "Number"),
    CONSTRAINT "FK_PlanRevisions_Plans_WorkspaceId_PlanId" FOREIGN KEY ("WorkspaceId", "PlanId") REFERENCES "Plans" ("WorkspaceId", "Id") ON DELETE CASCADE
);
CREATE TABLE "PlanRefs" (
    "PlanId" binary(16) NOT NULL,
    "RefKey" TEXT NOT NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "Ref" TEXT NOT NULL,
    "PartId" binary(16) NOT NULL,
    "IsRetired" INTEGER NOT NULL,
    CONSTRAINT "PK_PlanRefs" PRIMARY KEY ("PlanId", "RefKey"),
    CONSTRAINT "FK_PlanRefs_PlanParts_WorkspaceId_PartId" FOREIGN KEY ("WorkspaceId", "PartId") REFERENCES "PlanParts" ("WorkspaceId", "Id") ON DELETE CASCADE
);
CREATE UNIQUE INDEX "IX_ApiKeys_Prefix" ON "ApiKeys" ("Prefix");
CREATE INDEX "IX_ApiKeys_WorkspaceId_UpdatedAt_Id" ON "ApiKeys" ("WorkspaceId", "UpdatedAt", "Id");
CREATE INDEX "IX_AuditEntries_WorkspaceId_ActorId_At_Id" ON "AuditEntries" ("WorkspaceId", "ActorId", "At", "Id");
CREATE INDEX "IX_AuditEntries_WorkspaceId_At_Id" ON "AuditEntries" ("WorkspaceId", "At", "Id");
CREATE INDEX "IX_AuditEntries_WorkspaceId_CorrelationId_At_Id" ON "AuditEntries" ("WorkspaceId", "CorrelationId", "At", "Id");
CREATE INDEX "IX_AuditEntries_WorkspaceId_ParentId_At_Id" ON "AuditEntries" ("WorkspaceId", "ParentId", "At", "Id");
CREATE INDEX "IX_AuditEntries_WorkspaceId_ResourceId_At_Id" ON "AuditEntries" ("WorkspaceId", "ResourceId", "At", "Id");
CREATE INDEX "IX_CatalogueNames_WorkspaceId_EntryId_Catalogue_NameKey" ON "CatalogueNames" ("WorkspaceId", "EntryId", "Catalogue", "NameKey");
CREATE UNIQUE INDEX "IX_Channels_WorkspaceId_Code" ON "Channels" ("WorkspaceId", "Code") WHERE [Code] IS NOT NULL AND [DeletedAt] IS NULL;
CREATE UNIQUE INDEX "IX_Channels_WorkspaceId_NameKey" ON "Channels" ("WorkspaceId", "NameKey") WHERE [DeletedAt] IS NULL;
CREATE INDEX "IX_Channels_WorkspaceId_NameKey_Id" ON "Channels" ("WorkspaceId", "NameKey", "Id");
CREATE INDEX "IX_Channels_WorkspaceId_UpdatedAt_Id" ON "Channels" ("WorkspaceId", "UpdatedAt", "Id");
CREATE INDEX "IX_ContentReferences_WorkspaceId_EntryId" ON "ContentReferences" ("WorkspaceId", "EntryId");
CREATE INDEX "IX_ContentReferences_WorkspaceId_PlanId" ON "ContentReferences" ("WorkspaceId", "PlanId");
CREATE INDEX "IX_ContentReferences_WorkspaceId_TargetId" ON "ContentReferences" ("WorkspaceId", "TargetId");
CREATE INDEX "IX_IdempotencyRecords_WorkspaceId_CreatedAt" ON "IdempotencyRecords" ("WorkspaceId", "CreatedAt");
CREATE INDEX "IX_Members_ActorId" ON "Members" ("ActorId");
CREATE UNIQUE INDEX "IX_Members_WorkspaceId_ActorId" ON "Members" ("WorkspaceId", "ActorId") WHERE [DeletedAt] IS NULL;
CREATE INDEX "IX_Members_WorkspaceId_LivePartyId" ON "Members" ("WorkspaceId", "LivePartyId");
CREATE INDEX "IX_Members_WorkspaceId_NameKey_Id" ON "Members" ("WorkspaceId", "NameKey", "Id");
CREATE INDEX "IX_Members_WorkspaceId_PartyId_Id" ON "Members" ("WorkspaceId", "PartyId", "Id");
CREATE INDEX "IX_Members_WorkspaceId_UpdatedAt_Id" ON "Members" ("WorkspaceId", "UpdatedAt", "Id");
CREATE UNIQUE INDEX "IX_Metrics_WorkspaceId_Code" ON "Metrics" ("WorkspaceId", "Code") WHERE [Code] IS NOT NULL AND [DeletedAt] IS NULL;
CREATE UNIQUE INDEX "IX_Metrics_WorkspaceId_NameKey" ON "Metrics" ("WorkspaceId", "NameKey") WHERE [DeletedAt] IS NULL;
CREATE INDEX "IX_Metrics_WorkspaceId_NameKey_Id" ON "Metrics" ("WorkspaceId", "NameKey", "Id");
CREATE INDEX "IX_Metrics_WorkspaceId_UpdatedAt_Id" ON "Metrics" ("WorkspaceId", "UpdatedAt", "Id");
CREATE UNIQUE INDEX "IX_Parties_WorkspaceId_Code" ON "Parties" ("WorkspaceId", "Code") WHERE [Code] IS NOT NULL AND [DeletedAt] IS NULL;
CREATE INDEX "IX_Parties_WorkspaceId_LiveParentId" ON "Parties" ("WorkspaceId", "LiveParentId");
CREATE UNIQUE INDEX "IX_Parties_WorkspaceId_NameKey" ON "Parties" ("WorkspaceId", "NameKey") WHERE [DeletedAt] IS NULL;
CREATE INDEX "IX_Parties_WorkspaceId_NameKey_Id" ON "Parties" ("WorkspaceId", "NameKey", "Id");
CREATE INDEX "IX_Parties_WorkspaceId_ParentId_Id" ON "Parties" ("WorkspaceId", "ParentId", "Id");
CREATE INDEX "IX_Parties_WorkspaceId_UpdatedAt_Id" ON "Parties" ("WorkspaceId", "UpdatedAt", "Id");
CREATE UNIQUE INDEX "IX_Partners_WorkspaceId_Code" ON "Partners" ("WorkspaceId", "Code") WHERE [Code] IS NOT NULL AND [DeletedAt] IS NULL;
CREATE INDEX "IX_Partners_WorkspaceId_LivePartyId" ON "Partners" ("WorkspaceId", "LivePartyId");
CREATE UNIQUE INDEX "IX_Partners_WorkspaceId_NameKey" ON "Partners" ("WorkspaceId", "NameKey") WHERE [DeletedAt] IS NULL;
CREATE INDEX "IX_Partners_WorkspaceId_NameKey_Id" ON "Partners" ("WorkspaceId", "NameKey", "Id");
CREATE INDEX "IX_Partners_WorkspaceId_PartyId_Id" ON "Partners" ("WorkspaceId", "PartyId", "Id");
CREATE INDEX "IX_Partners_WorkspaceId_UpdatedAt_Id" ON "Partners" ("WorkspaceId", "UpdatedAt", "Id");
CREATE UNIQUE INDEX "IX_PlanAnchors_PlanId_CodeKey_Date" ON "PlanAnchors" ("PlanId", "CodeKey", "Date") WHERE [SubjectId] IS NULL;
CREATE UNIQUE INDEX "IX_PlanAnchors_PlanId_CodeKey_Date_SubjectId" ON "PlanAnchors" ("PlanId", "CodeKey", "Date", "SubjectId") WHERE [SubjectId] IS NOT NULL;
CREATE INDEX "IX_PlanAnchors_WorkspaceId_PlanId_Date_Id" ON "PlanAnchors" ("WorkspaceId", "PlanId", "Date", "Id");
CREATE INDEX "IX_PlanParts_DeletedRefs" ON "PlanParts" ("WorkspaceId", "PlanId", "RefKey") WHERE [DeletedAt] IS NOT NULL;
CREATE INDEX "IX_PlanParts_WorkspaceId_CreatedAt_Id" ON "PlanParts" ("WorkspaceId", "CreatedAt", "Id");
CREATE UNIQUE INDEX "IX_PlanParts_WorkspaceId_PlanId_RefKey" ON "PlanParts" ("WorkspaceId", "PlanId", "RefKey") WHERE [DeletedAt] IS NULL;
CREATE INDEX "IX_PlanParts_WorkspaceId_PlanId_SectionOrder_Position_Id" ON "PlanParts" ("WorkspaceId", "PlanId", "SectionOrder", "Position", "Id");
CREATE INDEX "IX_PlanParts_WorkspaceId_UpdatedAt_Id" ON "PlanParts" ("WorkspaceId", "UpdatedAt", "Id");
CREATE INDEX "IX_PlanRefs_WorkspaceId_PartId" ON "PlanRefs" ("WorkspaceId", "PartId");
CREATE UNIQUE INDEX "IX_PlanRevisions_PlanId" ON "PlanRevisions" ("PlanId") WHERE [Status] IN ('Draft', 'Submitted', 'Reviewed');
CREATE UNIQUE INDEX "IX_Plans_WorkspaceId_Code" ON "Plans" ("WorkspaceId", "Code") WHERE [Code] IS NOT NULL AND [DeletedAt] IS NULL;
CREATE INDEX "IX_Plans_WorkspaceId_CreatedAt_Id" ON "Plans" ("WorkspaceId", "CreatedAt", "Id");
CREATE INDEX "IX_Plans_WorkspaceId_PeriodStart_Id" ON "Plans" ("WorkspaceId", "PeriodStart", "Id");
CREATE INDEX "IX_Plans_WorkspaceId_TitleKey_Id" ON "Plans" ("WorkspaceId", "TitleKey", "Id");
CREATE INDEX "IX_Plans_WorkspaceId_UpdatedAt_Id" ON "Plans" ("WorkspaceId", "UpdatedAt", "Id", "DeletedAt", "Status", "PlanType", "Language");
CREATE UNIQUE INDEX "IX_Segments_WorkspaceId_Code" ON "Segments" ("WorkspaceId", "Code") WHERE [Code] IS NOT NULL AND [DeletedAt] IS NULL;
CREATE UNIQUE INDEX "IX_Segments_WorkspaceId_NameKey" ON "Segments" ("WorkspaceId", "NameKey") WHERE [DeletedAt] IS NULL;
CREATE INDEX "IX_Segments_WorkspaceId_NameKey_Id" ON "Segments" ("WorkspaceId", "NameKey", "Id");
CREATE INDEX "IX_Segments_WorkspaceId_UpdatedAt_Id" ON "Segments" ("WorkspaceId", "UpdatedAt", "Id");
CREATE UNIQUE INDEX "IX_Workspaces_Code" ON "Workspaces" ("Code");
CREATE TRIGGER "AuditEntries_NoUpdate" BEFORE UPDATE ON "AuditEntries"
BEGIN
  SELECT RAISE(ABORT, 'AuditEntries is append-only.');
END;
CREATE TRIGGER "ChangeEntries_NoUpdate" BEFORE UPDATE ON "ChangeEntries"
BEGIN
  SELECT RAISE(ABORT, 'ChangeEntries is append-only.');
END;
CREATE TRIGGER "PlanSnapshots_NoUpdate" BEFORE UPDATE ON "PlanSnapshots"
BEGIN
  SELECT RAISE(ABORT, 'PlanSnapshots is append-only.');
END;
CREATE TRIGGER "PlanSnapshots_NoDelete" BEFORE DELETE ON "PlanSnapshots"
BEGIN
  SELECT RAISE(ABORT, 'PlanSnapshots is append-only.');
END;
CREATE TRIGGER "RaisedEvents_NoUpdate" BEFORE UPDATE ON "RaisedEvents"
BEGIN
  SELECT RAISE(ABORT, 'RaisedEvents is append-only.');
END;
CREATE TRIGGER "RaisedEvents_NoDelete" BEFORE DELETE ON "RaisedEvents"
BEGIN
  SELECT RAISE(ABORT, 'RaisedEvents is append-only.');
END;
CREATE TRIGGER "WriteMarkers_NoUpdate" BEFORE UPDATE ON "WriteMarkers"
BEGIN
  SELECT RAISE(ABORT, 'WriteMarkers is append-only.');
END;
CREATE TRIGGER "WriteMarkers_NoDelete" BEFORE DELETE ON "WriteMarkers"
BEGIN
  SELECT RAISE(ABORT, 'WriteMarkers is append-only.');
END;
CREATE TABLE "MasterKeyProofs" (
    "Fingerprint" TEXT NOT NULL CONSTRAINT "PK_MasterKeyProofs" PRIMARY KEY,
    "Sealed" BLOB NOT NULL
);
CREATE UNIQUE INDEX "IX_Segments_WorkspaceId_CodeKey" ON "Segments" ("WorkspaceId", "CodeKey") WHERE [CodeKey] IS NOT NULL AND [DeletedAt] IS NULL;
CREATE UNIQUE INDEX "IX_Plans_WorkspaceId_CodeKey" ON "Plans" ("WorkspaceId", "CodeKey") WHERE [CodeKey] IS NOT NULL AND [DeletedAt] IS NULL;
CREATE INDEX "IX_Plans_WorkspaceId_ContentUpdatedAt_Id" ON "Plans" ("WorkspaceId", "ContentUpdatedAt", "Id", "DeletedAt", "Status", "PlanType", "Language");
CREATE UNIQUE INDEX "IX_Partners_WorkspaceId_CodeKey" ON "Partners" ("WorkspaceId", "CodeKey") WHERE [CodeKey] IS NOT NULL AND [DeletedAt] IS NULL;
CREATE UNIQUE INDEX "IX_Parties_WorkspaceId_CodeKey" ON "Parties" ("WorkspaceId", "CodeKey") WHERE [CodeKey] IS NOT NULL AND [DeletedAt] IS NULL;
CREATE UNIQUE INDEX "IX_Metrics_WorkspaceId_CodeKey" ON "Metrics" ("WorkspaceId", "CodeKey") WHERE [CodeKey] IS NOT NULL AND [DeletedAt] IS NULL;
CREATE UNIQUE INDEX "IX_Channels_WorkspaceId_CodeKey" ON "Channels" ("WorkspaceId", "CodeKey") WHERE [CodeKey] IS NOT NULL AND [DeletedAt] IS NULL;
CREATE TABLE "Approvals" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_Approvals" PRIMARY KEY,
    "SubjectType" TEXT NOT NULL,
    "SubjectId" binary(16) NOT NULL,
    "Revision" INTEGER NOT NULL,
    "Round" INTEGER NOT NULL,
    "Hash" BLOB NOT NULL,
    "Step" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "RequestedBy" TEXT NOT NULL,
    "RequestComment" TEXT NULL,
    "AssigneeActorId" TEXT NULL,
    "AssigneePartyId" binary(16) NULL,
    "ReassignReason" TEXT NULL,
    "DueAt" TEXT NULL,
    "DecidedBy" TEXT NULL,
    "DecidedFor" TEXT NULL,
    "DecidedAt" TEXT NULL,
    "Comment" TEXT NULL,
    "Remarks" TEXT NOT NULL,
    "Minutes" TEXT NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "Version" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "CreatedByName" TEXT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "UpdatedBy" TEXT NOT NULL,
    "UpdatedByName" TEXT NULL,
    "DeletedAt" TEXT NULL, "ExpiresAt" TEXT NULL,
    CONSTRAINT "AK_Approvals_WorkspaceId_Id" UNIQUE ("WorkspaceId", "Id")
);
CREATE TABLE "Delegations" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_Delegations" PRIMARY KEY,
    "DelegatorId" TEXT NOT NULL,
    "DelegateId" TEXT NOT NULL,
    "FirstDay" TEXT NOT NULL,
    "LastDay" TEXT NOT NULL,
    "Reason" TEXT NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "Version" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "CreatedByName" TEXT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "UpdatedBy" TEXT NOT NULL,
    "UpdatedByName" TEXT NULL,
    "DeletedAt" TEXT NULL,
    CONSTRAINT "AK_Delegations_WorkspaceId_Id" UNIQUE ("WorkspaceId", "Id")
);
CREATE UNIQUE INDEX "IX_Approvals_OpenStep" ON "Approvals" ("WorkspaceId", "SubjectId", "Step") WHERE [State] = 'Pending';
CREATE INDEX "IX_Approvals_WorkspaceId_CreatedAt_Id" ON "Approvals" ("WorkspaceId", "CreatedAt", "Id", "DeletedAt", "State");
CREATE INDEX "IX_Approvals_WorkspaceId_DueAt_Id" ON "Approvals" ("WorkspaceId", "DueAt", "Id", "DeletedAt", "State");
CREATE INDEX "IX_Approvals_WorkspaceId_SubjectId_CreatedAt_Id" ON "Approvals" ("WorkspaceId", "SubjectId", "CreatedAt", "Id");
CREATE INDEX "IX_Approvals_WorkspaceId_UpdatedAt_Id" ON "Approvals" ("WorkspaceId", "UpdatedAt", "Id");
CREATE INDEX "IX_Delegations_WorkspaceId_FirstDay_Id" ON "Delegations" ("WorkspaceId", "FirstDay", "Id");
CREATE INDEX "IX_Delegations_WorkspaceId_UpdatedAt_Id" ON "Delegations" ("WorkspaceId", "UpdatedAt", "Id");
CREATE TABLE "KnowledgeItems" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_KnowledgeItems" PRIMARY KEY,
    "Kind" TEXT NOT NULL,
    "Title" TEXT NOT NULL,
    "Text" TEXT NOT NULL,
    "Tags" TEXT NOT NULL,
    "PlanId" binary(16) NULL,
    "PhaseRef" TEXT NULL,
    "Evidence" TEXT NULL,
    "Source" TEXT NULL,
    "OwnerId" binary(16) NULL,
    "DueDate" TEXT NULL,
    "TitleKey" TEXT NOT NULL,
    "SearchText" TEXT NOT NULL,
    "LiveOwnerId" binary(16) NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "Version" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "CreatedByName" TEXT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "UpdatedBy" TEXT NOT NULL,
    "UpdatedByName" TEXT NULL,
    "DeletedAt" TEXT NULL,
    CONSTRAINT "AK_KnowledgeItems_WorkspaceId_Id" UNIQUE ("WorkspaceId", "Id"),
    CONSTRAINT "FK_KnowledgeItems_CatalogueEntries_WorkspaceId_LiveOwnerId" FOREIGN KEY ("WorkspaceId", "LiveOwnerId") REFERENCES "CatalogueEntries" ("WorkspaceId", "EntryId")
);
CREATE TABLE "TaskReports" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_TaskReports" PRIMARY KEY,
    "WorkspaceId" binary(16) NOT NULL,
    "TaskId" binary(16) NOT NULL,
    "PlanId" binary(16) NULL,
    "Step" TEXT NOT NULL,
    "Date" TEXT NULL,
    "Note" TEXT NULL,
    "Kind" TEXT NOT NULL,
    "Ref" TEXT NULL,
    "ParentId" binary(16) NULL,
    "Position" INTEGER NOT NULL,
    "Title" TEXT NOT NULL,
    "OwnerText" TEXT NULL,
    "DueDate" TEXT NULL,
    "CanBeOverdue" INTEGER NOT NULL,
    "Weight" INTEGER NOT NULL,
    "PlannedHours" INTEGER NULL,
    "State" TEXT NOT NULL,
    "Percent" INTEGER NOT NULL,
    "FinishedOn" TEXT NULL,
    "Reason" TEXT NULL,
    "RecordedAt" TEXT NOT NULL,
    "RecordedBy" TEXT NOT NULL,
    "RecordedByName" TEXT NOT NULL
);
CREATE TABLE "Tasks" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_Tasks" PRIMARY KEY,
    "PlanId" binary(16) NULL,
    "Origin" TEXT NOT NULL,
    "Kind" TEXT NOT NULL,
    "SourceKey" TEXT NULL,
    "PartId" binary(16) NULL,
    "Ref" TEXT NULL,
    "ParentId" binary(16) NULL,
    "Position" INTEGER NOT NULL,
    "Code" TEXT NULL,
    "Title" TEXT NOT NULL,
    "Description" TEXT NULL,
    "Owners" TEXT NOT NULL,
    "OwnerText" TEXT NULL,
    "StartDate" TEXT NULL,
    "DueDate" TEXT NULL,
    "DueKey" TEXT NOT NULL,
    "CanBeOverdue" INTEGER NOT NULL,
    "DueState" TEXT NULL,
    "WaitsFor" TEXT NULL,
    "Weight" INTEGER NOT NULL,
    "PlannedHours" INTEGER NULL,
    "State" TEXT NOT NULL,
    "Percent" INTEGER NOT NULL,
    "StartedOn" TEXT NULL,
    "FinishedOn" TEXT NULL,
    "Reason" TEXT NULL,
    "Predecessors" TEXT NOT NULL,
    "OverdueRaised" TEXT NULL,
    "SearchText" TEXT NOT NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "Version" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "CreatedByName" TEXT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "UpdatedBy" TEXT NOT NULL,
    "UpdatedByName" TEXT NULL,
    "DeletedAt" TEXT NULL,
    CONSTRAINT "AK_Tasks_WorkspaceId_Id" UNIQUE ("WorkspaceId", "Id")
);
CREATE TABLE "TaskOwners" (
    "TaskId" binary(16) NOT NULL,
    "PartyId" binary(16) NOT NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "DueKey" TEXT NOT NULL,
    CONSTRAINT "PK_TaskOwners" PRIMARY KEY ("TaskId", "PartyId"),
    CONSTRAINT "FK_TaskOwners_CatalogueEntries_WorkspaceId_PartyId" FOREIGN KEY ("WorkspaceId", "PartyId") REFERENCES "CatalogueEntries" ("WorkspaceId", "EntryId"),
    CONSTRAINT "FK_TaskOwners_Tasks_WorkspaceId_TaskId" FOREIGN KEY ("WorkspaceId", "TaskId") REFERENCES "Tasks" ("WorkspaceId", "Id") ON DELETE CASCADE
);
CREATE INDEX "IX_KnowledgeItems_WorkspaceId_LiveOwnerId" ON "KnowledgeItems" ("WorkspaceId", "LiveOwnerId");
CREATE INDEX "IX_KnowledgeItems_WorkspaceId_OwnerId_Id" ON "KnowledgeItems" ("WorkspaceId", "OwnerId", "Id");
CREATE INDEX "IX_KnowledgeItems_WorkspaceId_PlanId_UpdatedAt_Id" ON "KnowledgeItems" ("WorkspaceId", "PlanId", "UpdatedAt", "Id");
CREATE INDEX "IX_KnowledgeItems_WorkspaceId_TitleKey_Id" ON "KnowledgeItems" ("WorkspaceId", "TitleKey", "Id");
CREATE INDEX "IX_KnowledgeItems_WorkspaceId_UpdatedAt_Id" ON "KnowledgeItems" ("WorkspaceId", "UpdatedAt", "Id");
CREATE INDEX "IX_TaskOwners_WorkspaceId_PartyId_DueKey_TaskId" ON "TaskOwners" ("WorkspaceId", "PartyId", "DueKey", "TaskId");
CREATE INDEX "IX_TaskReports_WorkspaceId_PlanId_RecordedAt_Id" ON "TaskReports" ("WorkspaceId", "PlanId", "RecordedAt", "Id");
CREATE INDEX "IX_TaskReports_WorkspaceId_TaskId_RecordedAt_Id" ON "TaskReports" ("WorkspaceId", "TaskId", "RecordedAt", "Id");
CREATE UNIQUE INDEX "IX_Tasks_PlanId_SourceKey" ON "Tasks" ("PlanId", "SourceKey") WHERE [PlanId] IS NOT NULL AND [SourceKey] IS NOT NULL;
CREATE INDEX "IX_Tasks_WorkspaceId_DueKey_Id" ON "Tasks" ("WorkspaceId", "DueKey", "Id", "DeletedAt", "State", "Kind");
CREATE INDEX "IX_Tasks_WorkspaceId_PlanId_DueKey_Id" ON "Tasks" ("WorkspaceId", "PlanId", "DueKey", "Id");
CREATE INDEX "IX_Tasks_WorkspaceId_UpdatedAt_Id" ON "Tasks" ("WorkspaceId", "UpdatedAt", "Id");
CREATE TRIGGER "TaskReports_NoUpdate" BEFORE UPDATE ON "TaskReports"
BEGIN
  SELECT RAISE(ABORT, 'TaskReports is append-only.');
END;
CREATE TRIGGER "TaskReports_NoDelete" BEFORE DELETE ON "TaskReports"
BEGIN
  SELECT RAISE(ABORT, 'TaskReports is append-only.');
END;
CREATE TABLE "Budgets" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_Budgets" PRIMARY KEY,
    "Terms" TEXT NOT NULL,
    "PlanId" binary(16) NULL,
    "Code" TEXT NOT NULL,
    "CodeKey" TEXT NOT NULL,
    "Title" TEXT NOT NULL,
    "Currency" TEXT NOT NULL,
    "PeriodStart" TEXT NULL,
    "PeriodEnd" TEXT NULL,
    "Status" TEXT NOT NULL,
    "WorkingRevision" INTEGER NULL,
    "InForceRevision" INTEGER NULL,
    "Revisions" TEXT NOT NULL,
    "IsAdopted" INTEGER NOT NULL,
    "Freezes" TEXT NOT NULL,
    "ContentVersion" INTEGER NOT NULL,
    "TitleKey" TEXT NOT NULL,
    "SearchText" TEXT NOT NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "Version" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "CreatedByName" TEXT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "UpdatedBy" TEXT NOT NULL,
    "UpdatedByName" TEXT NULL,
    "DeletedAt" TEXT NULL, "ChosenForId" binary(16) NULL, "Forecasts" TEXT NOT NULL DEFAULT '[]', "Scenario" TEXT NULL, "ScenarioOfId" binary(16) NULL,
    CONSTRAINT "AK_Budgets_WorkspaceId_Id" UNIQUE ("WorkspaceId", "Id")
);
CREATE TABLE "BudgetSnapshots" (
    "WorkspaceId" binary(16) NOT NULL,
    "BudgetId" binary(16) NOT NULL,
    "ContentVersion" INTEGER NOT NULL,
    "Hash" BLOB NOT NULL,
    "Content" BLOB NOT NULL,
    "TakenAt" TEXT NOT NULL,
    CONSTRAINT "PK_BudgetSnapshots" PRIMARY KEY ("WorkspaceId", "BudgetId", "ContentVersion")
);
CREATE TABLE "LedgerCorrections" (
    "WorkspaceId" binary(16) NOT NULL,
    "EntryId" binary(16) NOT NULL,
    "CorrectedBy" binary(16) NOT NULL,
    CONSTRAINT "PK_LedgerCorrections" PRIMARY KEY ("WorkspaceId", "EntryId")
);
CREATE TABLE "LedgerPostings" (
    "WorkspaceId" binary(16) NOT NULL,
    "Sequence" INTEGER NOT NULL,
    "Number" INTEGER NOT NULL,
    "EntryId" binary(16) NOT NULL,
    "RecordedAt" TEXT NOT NULL,
    "TransactionId" binary(16) NOT NULL,
    "Kind" TEXT NOT NULL,
    "Account" TEXT NOT NULL,
    "Minor" INTEGER NOT NULL,
    "Currency" TEXT NOT NULL,
    "EffectiveDate" TEXT NOT NULL,
    "Period" TEXT NOT NULL,
    "BudgetId" binary(16) NOT NULL,
    "BudgetCode" TEXT NOT NULL,
    "LineId" binary(16) NOT NULL,
    "LineCode" TEXT NOT NULL,
    "Category" TEXT NOT NULL,
    "PhaseRef" TEXT NULL,
    "ChannelCode" TEXT NULL,
    "CampaignRef" TEXT NULL,
    "CostCentre" TEXT NULL,
    "CommitmentId" binary(16) NULL,
    "TransferId" binary(16) NULL,
    "SourceSystem" TEXT NULL,
    "SourceId" TEXT NULL,
    "SourceLine" TEXT NULL,
    "ReversesEntryId" binary(16) NULL,
    "Reason" TEXT NULL,
    "OverrideReason" TEXT NULL,
    "ActorId" TEXT NOT NULL,
    "ActorName" TEXT NOT NULL, "OriginalDate" TEXT NULL, "Dimensions" TEXT NULL, "OriginalCurrency" TEXT NULL, "OriginalMinor" INTEGER NULL, "Rate" TEXT NULL, "RateDate" TEXT NULL,
    CONSTRAINT "PK_LedgerPostings" PRIMARY KEY ("WorkspaceId", "Sequence", "EntryId", "Number")
);
CREATE TABLE "LedgerSources" (
    "WorkspaceId" binary(16) NOT NULL,
    "Key" BLOB NOT NULL,
    "System" TEXT NOT NULL,
    "SourceId" TEXT NOT NULL,
    "Line" TEXT NOT NULL,
    "BudgetId" binary(16) NOT NULL,
    "LineId" binary(16) NOT NULL,
    "EntryIds" TEXT NOT NULL,
    "CommitmentId" binary(16) NULL,
    "Hash" BLOB NOT NULL,
    CONSTRAINT "PK_LedgerSources" PRIMARY KEY ("WorkspaceId", "Key")
);
CREATE TABLE "BudgetBalances" (
    "BudgetId" binary(16) NOT NULL,
    "OwnerId" binary(16) NOT NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "Scope" TEXT NOT NULL,
    "Revision" INTEGER NOT NULL,
    "IsOpen" INTEGER NOT NULL,
    "CodeKey" TEXT NOT NULL,
    "Terms" TEXT NOT NULL,
    "Above" TEXT NOT NULL,
    "Approved" INTEGER NOT NULL,
    "Available" INTEGER NOT NULL,
    "Held" INTEGER NOT NULL,
    "Committed" INTEGER NOT NULL,
    "Actual" INTEGER NOT NULL,
    "CommitmentControl" TEXT NOT NULL,
    "ActualControl" TEXT NOT NULL,
    "Blocks" INTEGER NOT NULL, "CarriedOver" INTEGER NOT NULL DEFAULT 0, "Closings" INTEGER NOT NULL DEFAULT 0, "Guards" TEXT NULL, "Horizon" TEXT NOT NULL DEFAULT 'Total', "Month" TEXT NULL, "PeriodOwnerId" binary(16) NULL, "LastPosting" binary(16) NULL,
    CONSTRAINT "PK_BudgetBalances" PRIMARY KEY ("BudgetId", "OwnerId"),
    CONSTRAINT "FK_BudgetBalances_Budgets_WorkspaceId_BudgetId" FOREIGN KEY ("WorkspaceId", "BudgetId") REFERENCES "Budgets" ("WorkspaceId", "Id") ON DELETE CASCADE
);
CREATE TABLE "BudgetRevisions" (
    "Number" INTEGER NOT NULL,
    "BudgetId" binary(16) NOT NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "Status" TEXT NOT NULL,
    "ContentVersion" INTEGER NOT NULL,
    "Hash" BLOB NULL,
    "Submissions" INTEGER NOT NULL,
    "SubmittedAt" TEXT NULL,
    "SubmittedBy" TEXT NULL,
    "ApprovedAt" TEXT NULL,
    "InForceAt" TEXT NULL,
    "SupersededAt" TEXT NULL,
    CONSTRAINT "PK_BudgetRevisions" PRIMARY KEY ("BudgetId", "Number"),
    CONSTRAINT "FK_BudgetRevisions_Budgets_WorkspaceId_BudgetId" FOREIGN KEY ("WorkspaceId", "BudgetId") REFERENCES "Budgets" ("WorkspaceId", "Id") ON DELETE CASCADE
);
CREATE TABLE "BudgetTransfers" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_BudgetTransfers" PRIMARY KEY,
    "BudgetId" binary(16) NOT NULL,
    "Kind" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "FromLineId" binary(16) NOT NULL,
    "FromLineCode" TEXT NOT NULL,
    "ToLineId" binary(16) NOT NULL,
    "ToLineCode" TEXT NOT NULL,
    "Minor" INTEGER NOT NULL,
    "Currency" TEXT NOT NULL,
    "Reason" TEXT NOT NULL,
    "Evidence" TEXT NULL,
    "Cause" TEXT NULL,
    "RequestedBy" TEXT NOT NULL,
    "Date" TEXT NOT NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "Version" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "CreatedByName" TEXT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "UpdatedBy" TEXT NOT NULL,
    "UpdatedByName" TEXT NULL,
    "DeletedAt" TEXT NULL,
    CONSTRAINT "AK_BudgetTransfers_WorkspaceId_Id" UNIQUE ("WorkspaceId", "Id"),
    CONSTRAINT "FK_BudgetTransfers_Budgets_WorkspaceId_BudgetId" FOREIGN KEY ("WorkspaceId", "BudgetId") REFERENCES "Budgets" ("WorkspaceId", "Id") ON DELETE CASCADE
);
CREATE TABLE "Commitments" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_Commitments" PRIMARY KEY,
    "BudgetId" binary(16) NOT NULL,
    "State" TEXT NOT NULL,
    "Date" TEXT NOT NULL,
    "Currency" TEXT NOT NULL,
    "Shares" TEXT NOT NULL,
    "Minor" INTEGER NOT NULL,
    "OpenMinor" INTEGER NOT NULL,
    "SourceSystem" TEXT NULL,
    "SourceId" TEXT NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "Version" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "CreatedByName" TEXT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "UpdatedBy" TEXT NOT NULL,
    "UpdatedByName" TEXT NULL,
    "DeletedAt" TEXT NULL,
    CONSTRAINT "AK_Commitments_WorkspaceId_Id" UNIQUE ("WorkspaceId", "Id"),
    CONSTRAINT "FK_Commitments_Budgets_WorkspaceId_BudgetId" FOREIGN KEY ("WorkspaceId", "BudgetId") REFERENCES "Budgets" ("WorkspaceId", "Id") ON DELETE CASCADE
);
CREATE INDEX "IX_BudgetBalances_WorkspaceId_BudgetId_CodeKey" ON "BudgetBalances" ("WorkspaceId", "BudgetId", "CodeKey");
CREATE UNIQUE INDEX "IX_BudgetRevisions_BudgetId" ON "BudgetRevisions" ("BudgetId") WHERE [Status] IN ('Draft', 'Submitted', 'Reviewed');
CREATE UNIQUE INDEX "IX_Budgets_PlanId" ON "Budgets" ("PlanId") WHERE [PlanId] IS NOT NULL AND [IsAdopted] = 1 AND [DeletedAt] IS NULL;
CREATE UNIQUE INDEX "IX_Budgets_WorkspaceId_CodeKey" ON "Budgets" ("WorkspaceId", "CodeKey") WHERE [DeletedAt] IS NULL;
CREATE INDEX "IX_Budgets_WorkspaceId_CreatedAt_Id" ON "Budgets" ("WorkspaceId", "CreatedAt", "Id");
CREATE INDEX "IX_Budgets_WorkspaceId_PeriodStart_Id" ON "Budgets" ("WorkspaceId", "PeriodStart", "Id");
CREATE INDEX "IX_Budgets_WorkspaceId_TitleKey_Id" ON "Budgets" ("WorkspaceId", "TitleKey", "Id");
CREATE INDEX "IX_Budgets_WorkspaceId_UpdatedAt_Id" ON "Budgets" ("WorkspaceId", "UpdatedAt", "Id", "DeletedAt", "Status");
CREATE INDEX "IX_BudgetTransfers_WorkspaceId_BudgetId_CreatedAt_Id" ON "BudgetTransfers" ("WorkspaceId", "BudgetId", "CreatedAt", "Id");
CREATE INDEX "IX_Commitments_WorkspaceId_BudgetId_Date_Id" ON "Commitments" ("WorkspaceId", "BudgetId", "Date", "Id");
CREATE INDEX "IX_LedgerPostings_WorkspaceId_BudgetId_Sequence_EntryId_Number" ON "LedgerPostings" ("WorkspaceId", "BudgetId", "Sequence", "EntryId", "Number");
CREATE INDEX "IX_LedgerPostings_WorkspaceId_EntryId" ON "LedgerPostings" ("WorkspaceId", "EntryId");
CREATE TRIGGER "BudgetSnapshots_NoUpdate" BEFORE UPDATE ON "BudgetSnapshots"
BEGIN
  SELECT RAISE(ABORT, 'BudgetSnapshots is append-only.');
END;
CREATE TRIGGER "BudgetSnapshots_NoDelete" BEFORE DELETE ON "BudgetSnapshots"
BEGIN
  SELECT RAISE(ABORT, 'BudgetSnapshots is append-only.');
END;
CREATE TRIGGER "LedgerPostings_NoUpdate" BEFORE UPDATE ON "LedgerPostings"
BEGIN
  SELECT RAISE(ABORT, 'LedgerPostings is append-only.');
END;
CREATE TRIGGER "LedgerPostings_NoDelete" BEFORE DELETE ON "LedgerPostings"
BEGIN
  SELECT RAISE(ABORT, 'LedgerPostings is append-only.');
END;
CREATE TRIGGER "LedgerSources_NoUpdate" BEFORE UPDATE ON "LedgerSources"
BEGIN
  SELECT RAISE(ABORT, 'LedgerSources is append-only.');
END;
CREATE TRIGGER "LedgerSources_NoDelete" BEFORE DELETE ON "LedgerSources"
BEGIN
  SELECT RAISE(ABORT, 'LedgerSources is append-only.');
END;
CREATE TRIGGER "LedgerCorrections_NoUpdate" BEFORE UPDATE ON "LedgerCorrections"
BEGIN
  SELECT RAISE(ABORT, 'LedgerCorrections is append-only.');
END;
CREATE TRIGGER "LedgerCorrections_NoDelete" BEFORE DELETE ON "LedgerCorrections"
BEGIN
  SELECT RAISE(ABORT, 'LedgerCorrections is append-only.');
END;
CREATE INDEX "IX_Plans_WorkspaceId_PeriodEnd_Id" ON "Plans" ("WorkspaceId", "PeriodEnd", "Id");
CREATE INDEX "IX_Plans_WorkspaceId_PreparedByKey_Id" ON "Plans" ("WorkspaceId", "PreparedByKey", "Id");
CREATE INDEX "IX_PlanParts_Counts" ON "PlanParts" ("WorkspaceId", "PlanId", "SectionOrder", "Tasks", "OpenPlaceholders", "DeletedWithPlan", "DeletedAt");
CREATE TABLE "CalendarFeeds" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_CalendarFeeds" PRIMARY KEY,
    "OwnerId" TEXT NOT NULL,
    "PlanId" binary(16) NULL,
    "PartyId" binary(16) NULL,
    "Language" TEXT NOT NULL,
    "SecretHash" BLOB NOT NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "Version" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "CreatedByName" TEXT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "UpdatedBy" TEXT NOT NULL,
    "UpdatedByName" TEXT NULL,
    "DeletedAt" TEXT NULL,
    CONSTRAINT "AK_CalendarFeeds_WorkspaceId_Id" UNIQUE ("WorkspaceId", "Id")
);
CREATE TABLE "OccurrenceRuns" (
    "WorkspaceId" binary(16) NOT NULL,
    "PlanId" binary(16) NOT NULL,
    "Through" TEXT NOT NULL,
    "NextAt" TEXT NOT NULL,
    "CheckedAt" TEXT NOT NULL,
    CONSTRAINT "PK_OccurrenceRuns" PRIMARY KEY ("WorkspaceId", "PlanId"),
    CONSTRAINT "FK_OccurrenceRuns_Plans_WorkspaceId_PlanId" FOREIGN KEY ("WorkspaceId", "PlanId") REFERENCES "Plans" ("WorkspaceId", "Id") ON DELETE CASCADE
);
CREATE TABLE "Occurrences" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_Occurrences" PRIMARY KEY,
    "PlanId" binary(16) NOT NULL,
    "Ref" TEXT NOT NULL,
    "RefKey" TEXT NOT NULL,
    "Date" TEXT NOT NULL,
    "Start" TEXT NOT NULL,
    "PartId" binary(16) NOT NULL,
    "Section" TEXT NOT NULL,
    "Title" TEXT NULL,
    "Text" TEXT NULL,
    "TimeZone" TEXT NOT NULL,
    "Outcome" TEXT NULL,
    "HeldOn" TEXT NULL,
    "Note" TEXT NULL,
    "MinutesUrl" TEXT NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "Version" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "CreatedByName" TEXT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "UpdatedBy" TEXT NOT NULL,
    "UpdatedByName" TEXT NULL,
    "DeletedAt" TEXT NULL,
    CONSTRAINT "AK_Occurrences_WorkspaceId_Id" UNIQUE ("WorkspaceId", "Id"),
    CONSTRAINT "FK_Occurrences_Plans_WorkspaceId_PlanId" FOREIGN KEY ("WorkspaceId", "PlanId") REFERENCES "Plans" ("WorkspaceId", "Id") ON DELETE CASCADE
);
CREATE UNIQUE INDEX "IX_CalendarFeeds_SecretHash" ON "CalendarFeeds" ("SecretHash");
CREATE INDEX "IX_CalendarFeeds_WorkspaceId_CreatedAt_Id" ON "CalendarFeeds" ("WorkspaceId", "CreatedAt", "Id");
CREATE INDEX "IX_CalendarFeeds_WorkspaceId_UpdatedAt_Id" ON "CalendarFeeds" ("WorkspaceId", "UpdatedAt", "Id");
CREATE UNIQUE INDEX "IX_Occurrences_PlanId_Date_RefKey" ON "Occurrences" ("PlanId", "Date", "RefKey");
CREATE TABLE "Campaigns" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_Campaigns" PRIMARY KEY,
    "Terms" TEXT NOT NULL,
    "Status" TEXT NOT NULL,
    "PlanId" binary(16) NULL,
    "Code" TEXT NOT NULL,
    "CodeKey" TEXT NOT NULL,
    "Kind" TEXT NOT NULL,
    "StartDate" TEXT NULL,
    "EndDate" TEXT NULL,
    "ChannelIds" TEXT NOT NULL,
    "TitleKey" TEXT NOT NULL,
    "SearchText" TEXT NOT NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "Version" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "CreatedByName" TEXT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "UpdatedBy" TEXT NOT NULL,
    "UpdatedByName" TEXT NULL,
    "DeletedAt" TEXT NULL, "Adopted" TEXT NULL, "EndedOn" TEXT NULL, "Evaluation" TEXT NULL, "ExternalIds" TEXT NOT NULL DEFAULT ('[]'), "PartKey" TEXT NULL, "StartedOn" TEXT NULL, "StatusReason" TEXT NULL, "Review" TEXT NULL,
    CONSTRAINT "AK_Campaigns_WorkspaceId_Id" UNIQUE ("WorkspaceId", "Id")
);
CREATE TABLE "CampaignEntries" (
    "CampaignId" binary(16) NOT NULL,
    "EntryId" binary(16) NOT NULL,
    "WorkspaceId" binary(16) NOT NULL,
    CONSTRAINT "PK_CampaignEntries" PRIMARY KEY ("CampaignId", "EntryId"),
    CONSTRAINT "FK_CampaignEntries_Campaigns_WorkspaceId_CampaignId" FOREIGN KEY ("WorkspaceId", "CampaignId") REFERENCES "Campaigns" ("WorkspaceId", "Id") ON DELETE CASCADE,
    CONSTRAINT "FK_CampaignEntries_CatalogueEntries_WorkspaceId_EntryId" FOREIGN KEY ("WorkspaceId", "EntryId") REFERENCES "CatalogueEntries" ("WorkspaceId", "EntryId")
);
CREATE INDEX "IX_CampaignEntries_WorkspaceId_EntryId_CampaignId" ON "CampaignEntries" ("WorkspaceId", "EntryId", "CampaignId");
CREATE UNIQUE INDEX "IX_Campaigns_WorkspaceId_CodeKey" ON "Campaigns" ("WorkspaceId", "CodeKey") WHERE [DeletedAt] IS NULL;
CREATE INDEX "IX_Campaigns_WorkspaceId_CreatedAt_Id" ON "Campaigns" ("WorkspaceId", "CreatedAt", "Id");
CREATE INDEX "IX_Campaigns_WorkspaceId_PlanId_UpdatedAt_Id" ON "Campaigns" ("WorkspaceId", "PlanId", "UpdatedAt", "Id");
CREATE INDEX "IX_Campaigns_WorkspaceId_StartDate_Id" ON "Campaigns" ("WorkspaceId", "StartDate", "Id");
CREATE INDEX "IX_Campaigns_WorkspaceId_TitleKey_Id" ON "Campaigns" ("WorkspaceId", "TitleKey", "Id");
CREATE INDEX "IX_Campaigns_WorkspaceId_UpdatedAt_Id" ON "Campaigns" ("WorkspaceId", "UpdatedAt", "Id", "DeletedAt", "Status", "Kind");
CREATE TABLE "RiskMatrices" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_RiskMatrices" PRIMARY KEY,
    "Terms" TEXT NOT NULL,
    "PlanId" binary(16) NULL,
    "Number" INTEGER NOT NULL,
    "Earlier" TEXT NOT NULL,
    "SearchText" TEXT NOT NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "Version" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "CreatedByName" TEXT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "UpdatedBy" TEXT NOT NULL,
    "UpdatedByName" TEXT NULL,
    "DeletedAt" TEXT NULL,
    CONSTRAINT "AK_RiskMatrices_WorkspaceId_Id" UNIQUE ("WorkspaceId", "Id")
);
CREATE TABLE "RiskReferences" (
    "HolderId" binary(16) NOT NULL,
    "EntryId" binary(16) NOT NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "RiskId" binary(16) NOT NULL,
    "IsOwner" INTEGER NOT NULL,
    CONSTRAINT "PK_RiskReferences" PRIMARY KEY ("HolderId", "EntryId"),
    CONSTRAINT "FK_RiskReferences_CatalogueEntries_WorkspaceId_EntryId" FOREIGN KEY ("WorkspaceId", "EntryId") REFERENCES "CatalogueEntries" ("WorkspaceId", "EntryId")
);
CREATE TABLE "Risks" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_Risks" PRIMARY KEY,
    "Terms" TEXT NOT NULL,
    "PlanId" binary(16) NULL,
    "Category" TEXT NOT NULL,
    "PartRef" TEXT NULL,
    "PartRefKey" TEXT NULL,
    "Status" TEXT NOT NULL,
    "StatusReason" TEXT NULL,
    "Inherent" TEXT NULL,
    "Current" TEXT NULL,
    "Residual" TEXT NULL,
    "Score" INTEGER NULL,
    "Level" TEXT NULL,
    "ImpactValue" INTEGER NULL,
    "ProbabilityValue" INTEGER NULL,
    "MatrixId" binary(16) NULL,
    "MatrixVersion" INTEGER NULL,
    "IsBeyondTolerance" INTEGER NOT NULL,
    "AcceptedUntil" TEXT NULL,
    "NextReviewOn" TEXT NULL,
    "TitleKey" TEXT NOT NULL,
    "SearchText" TEXT NOT NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "Version" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "CreatedByName" TEXT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "UpdatedBy" TEXT NOT NULL,
    "UpdatedByName" TEXT NULL,
    "DeletedAt" TEXT NULL,
    CONSTRAINT "AK_Risks_WorkspaceId_Id" UNIQUE ("WorkspaceId", "Id")
);
CREATE TABLE "RiskAcceptances" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_RiskAcceptances" PRIMARY KEY,
    "RiskId" binary(16) NOT NULL,
    "RatingId" binary(16) NOT NULL,
    "Score" INTEGER NOT NULL,
    "Level" TEXT NOT NULL,
    "Until" TEXT NOT NULL,
    "Reason" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "RequestedBy" TEXT NOT NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "Version" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "CreatedByName" TEXT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "UpdatedBy" TEXT NOT NULL,
    "UpdatedByName" TEXT NULL,
    "DeletedAt" TEXT NULL,
    CONSTRAINT "AK_RiskAcceptances_WorkspaceId_Id" UNIQUE ("WorkspaceId", "Id"),
    CONSTRAINT "FK_RiskAcceptances_Risks_WorkspaceId_RiskId" FOREIGN KEY ("WorkspaceId", "RiskId") REFERENCES "Risks" ("WorkspaceId", "Id")
);
CREATE TABLE "RiskAlerts" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_RiskAlerts" PRIMARY KEY,
    "RiskId" binary(16) NOT NULL,
    "TriggerId" binary(16) NOT NULL,
    "CrossingKey" TEXT NOT NULL,
    "CrossedOn" TEXT NOT NULL,
    "Value" TEXT NULL,
    "Threshold" TEXT NULL,
    "Note" TEXT NULL,
    "IsStopLoss" INTEGER NOT NULL,
    "BlockedLineIds" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "SnoozedUntil" TEXT NULL,
    "Decision" TEXT NULL,
    "DecisionReason" TEXT NULL,
    "DecidedBy" TEXT NULL,
    "DecidedAt" TEXT NULL,
    "TaskIds" TEXT NOT NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "Version" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "CreatedByName" TEXT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "UpdatedBy" TEXT NOT NULL,
    "UpdatedByName" TEXT NULL,
    "DeletedAt" TEXT NULL,
    CONSTRAINT "AK_RiskAlerts_WorkspaceId_Id" UNIQUE ("WorkspaceId", "Id"),
    CONSTRAINT "FK_RiskAlerts_Risks_WorkspaceId_RiskId" FOREIGN KEY ("WorkspaceId", "RiskId") REFERENCES "Risks" ("WorkspaceId", "Id")
);
CREATE TABLE "RiskRatings" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_RiskRatings" PRIMARY KEY,
    "RiskId" binary(16) NOT NULL,
    "Kind" TEXT NOT NULL,
    "MatrixId" binary(16) NULL,
    "MatrixVersion" INTEGER NOT NULL,
    "Impact" INTEGER NOT NULL,
    "Probability" INTEGER NOT NULL,
    "Score" INTEGER NOT NULL,
    "Level" TEXT NOT NULL,
    "IsBeyondTolerance" INTEGER NOT NULL,
    "Note" TEXT NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "Version" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "CreatedByName" TEXT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "UpdatedBy" TEXT NOT NULL,
    "UpdatedByName" TEXT NULL,
    "DeletedAt" TEXT NULL,
    CONSTRAINT "AK_RiskRatings_WorkspaceId_Id" UNIQUE ("WorkspaceId", "Id"),
    CONSTRAINT "FK_RiskRatings_Risks_WorkspaceId_RiskId" FOREIGN KEY ("WorkspaceId", "RiskId") REFERENCES "Risks" ("WorkspaceId", "Id")
);
CREATE TABLE "RiskTreatments" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_RiskTreatments" PRIMARY KEY,
    "RiskId" binary(16) NOT NULL,
    "Terms" TEXT NOT NULL,
    "RefKey" TEXT NOT NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "Version" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "CreatedByName" TEXT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "UpdatedBy" TEXT NOT NULL,
    "UpdatedByName" TEXT NULL,
    "DeletedAt" TEXT NULL,
    CONSTRAINT "AK_RiskTreatments_WorkspaceId_Id" UNIQUE ("WorkspaceId", "Id"),
    CONSTRAINT "FK_RiskTreatments_Risks_WorkspaceId_RiskId" FOREIGN KEY ("WorkspaceId", "RiskId") REFERENCES "Risks" ("WorkspaceId", "Id")
);
CREATE TABLE "RiskTriggers" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_RiskTriggers" PRIMARY KEY,
    "RiskId" binary(16) NOT NULL,
    "Terms" TEXT NOT NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "Version" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "CreatedByName" TEXT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "UpdatedBy" TEXT NOT NULL,
    "UpdatedByName" TEXT NULL,
    "DeletedAt" TEXT NULL, "IsCrossed" INTEGER NOT NULL DEFAULT 0, "WatchKey" TEXT NULL,
    CONSTRAINT "AK_RiskTriggers_WorkspaceId_Id" UNIQUE ("WorkspaceId", "Id"),
    CONSTRAINT "FK_RiskTriggers_Risks_WorkspaceId_RiskId" FOREIGN KEY ("WorkspaceId", "RiskId") REFERENCES "Risks" ("WorkspaceId", "Id")
);
CREATE UNIQUE INDEX "IX_RiskAcceptances_RiskId_State" ON "RiskAcceptances" ("RiskId", "State") WHERE [State] IN ('Pending', 'Accepted');
CREATE INDEX "IX_RiskAcceptances_WorkspaceId_RiskId_CreatedAt_Id" ON "RiskAcceptances" ("WorkspaceId", "RiskId", "CreatedAt", "Id");
CREATE INDEX "IX_RiskAcceptances_WorkspaceId_State_Until_Id" ON "RiskAcceptances" ("WorkspaceId", "State", "Until", "Id");
CREATE UNIQUE INDEX "IX_RiskAlerts_TriggerId_CrossingKey" ON "RiskAlerts" ("TriggerId", "CrossingKey");
CREATE INDEX "IX_RiskAlerts_WorkspaceId_CreatedAt_Id" ON "RiskAlerts" ("WorkspaceId", "CreatedAt", "Id", "DeletedAt", "State");
CREATE INDEX "IX_RiskAlerts_WorkspaceId_IsStopLoss_State" ON "RiskAlerts" ("WorkspaceId", "IsStopLoss", "State");
CREATE INDEX "IX_RiskAlerts_WorkspaceId_RiskId_CreatedAt_Id" ON "RiskAlerts" ("WorkspaceId", "RiskId", "CreatedAt", "Id");
CREATE UNIQUE INDEX "IX_RiskMatrices_PlanId" ON "RiskMatrices" ("PlanId") WHERE [PlanId] IS NOT NULL AND [DeletedAt] IS NULL;
CREATE INDEX "IX_RiskMatrices_WorkspaceId_UpdatedAt_Id" ON "RiskMatrices" ("WorkspaceId", "UpdatedAt", "Id");
CREATE INDEX "IX_RiskRatings_WorkspaceId_RiskId_CreatedAt_Id" ON "RiskRatings" ("WorkspaceId", "RiskId", "CreatedAt", "Id");
CREATE INDEX "IX_RiskReferences_WorkspaceId_EntryId_RiskId" ON "RiskReferences" ("WorkspaceId", "EntryId", "RiskId");
CREATE INDEX "IX_RiskReferences_WorkspaceId_RiskId" ON "RiskReferences" ("WorkspaceId", "RiskId");
CREATE UNIQUE INDEX "IX_Risks_PlanId_PartRefKey" ON "Risks" ("PlanId", "PartRefKey") WHERE [PlanId] IS NOT NULL AND [PartRefKey] IS NOT NULL AND [DeletedAt] IS NULL;
CREATE INDEX "IX_Risks_WorkspaceId_PlanId_Score_Id" ON "Risks" ("WorkspaceId", "PlanId", "Score", "Id");
CREATE INDEX "IX_Risks_WorkspaceId_Score_Id" ON "Risks" ("WorkspaceId", "Score", "Id", "DeletedAt", "Status", "Category");
CREATE INDEX "IX_Risks_WorkspaceId_TitleKey_Id" ON "Risks" ("WorkspaceId", "TitleKey", "Id");
CREATE INDEX "IX_Risks_WorkspaceId_UpdatedAt_Id" ON "Risks" ("WorkspaceId", "UpdatedAt", "Id");
CREATE UNIQUE INDEX "IX_RiskTreatments_RiskId_RefKey" ON "RiskTreatments" ("RiskId", "RefKey") WHERE [DeletedAt] IS NULL;
CREATE INDEX "IX_RiskTreatments_WorkspaceId_RiskId_CreatedAt_Id" ON "RiskTreatments" ("WorkspaceId", "RiskId", "CreatedAt", "Id");
CREATE INDEX "IX_RiskTriggers_WorkspaceId_RiskId_CreatedAt_Id" ON "RiskTriggers" ("WorkspaceId", "RiskId", "CreatedAt", "Id");
CREATE TABLE "FactBatches" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_FactBatches" PRIMARY KEY,
    "Kind" TEXT NOT NULL,
    "Source" TEXT NOT NULL,
    "Created" INTEGER NOT NULL,
    "Restated" INTEGER NOT NULL,
    "Retracted" INTEGER NOT NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "Version" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "CreatedByName" TEXT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "UpdatedBy" TEXT NOT NULL,
    "UpdatedByName" TEXT NULL,
    "DeletedAt" TEXT NULL,
    CONSTRAINT "AK_FactBatches_WorkspaceId_Id" UNIQUE ("WorkspaceId", "Id")
);
CREATE TABLE "FactSources" (
    "WorkspaceId" binary(16) NOT NULL,
    "Kind" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    "Taken" INTEGER NOT NULL,
    CONSTRAINT "PK_FactSources" PRIMARY KEY ("WorkspaceId", "Kind", "Name")
);
CREATE TABLE "ObservationEntries" (
    "WorkspaceId" binary(16) NOT NULL,
    "Sequence" INTEGER NOT NULL,
    "Place" INTEGER NOT NULL,
    "RecordedAt" TEXT NOT NULL,
    "BatchId" binary(16) NOT NULL,
    "ObservationId" binary(16) NOT NULL,
    "Version" INTEGER NOT NULL,
    "Op" TEXT NOT NULL,
    "Source" TEXT NOT NULL,
    "MetricId" binary(16) NOT NULL,
    "MetricCode" TEXT NOT NULL,
    "ForDate" TEXT NOT NULL,
    "Scope" TEXT NOT NULL,
    "PlanId" binary(16) NULL,
    "MeasureRef" TEXT NULL,
    "Micros" INTEGER NULL,
    "DeltaMicros" INTEGER NOT NULL,
    "SampleSize" INTEGER NULL,
    "SourceExportedAt" TEXT NULL,
    "ActorId" TEXT NOT NULL,
    "ActorName" TEXT NOT NULL,
    CONSTRAINT "PK_ObservationEntries" PRIMARY KEY ("WorkspaceId", "Sequence", "Place")
);
CREATE TABLE "Observations" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_Observations" PRIMARY KEY,
    "WorkspaceId" binary(16) NOT NULL,
    "Key" BLOB NOT NULL,
    "Source" TEXT NOT NULL,
    "MetricId" binary(16) NOT NULL,
    "MetricEntryId" binary(16) NOT NULL,
    "MetricCode" TEXT NOT NULL,
    "ForDate" TEXT NOT NULL,
    "Scope" TEXT NOT NULL,
    "PlanId" binary(16) NULL,
    "MeasureRef" TEXT NULL,
    "Micros" INTEGER NULL,
    "SampleSize" INTEGER NULL,
    "SourceExportedAt" TEXT NULL,
    "Version" INTEGER NOT NULL,
    CONSTRAINT "FK_Observations_CatalogueEntries_WorkspaceId_MetricEntryId" FOREIGN KEY ("WorkspaceId", "MetricEntryId") REFERENCES "CatalogueEntries" ("WorkspaceId", "EntryId")
);
CREATE TABLE "ResultEntries" (
    "WorkspaceId" binary(16) NOT NULL,
    "Sequence" INTEGER NOT NULL,
    "Place" INTEGER NOT NULL,
    "RecordedAt" TEXT NOT NULL,
    "BatchId" binary(16) NOT NULL,
    "ResultId" binary(16) NOT NULL,
    "Version" INTEGER NOT NULL,
    "Op" TEXT NOT NULL,
    "Source" TEXT NOT NULL,
    "CampaignId" binary(16) NOT NULL,
    "CampaignCode" TEXT NOT NULL,
    "ChannelId" binary(16) NOT NULL,
    "ChannelCode" TEXT NOT NULL,
    "Date" TEXT NOT NULL,
    "Window" TEXT NOT NULL,
    "Breakdown" TEXT NOT NULL,
    "Currency" TEXT NOT NULL,
    "Status" TEXT NOT NULL,
    "AccountTimeZone" TEXT NULL,
    "Impressions" INTEGER NOT NULL,
    "Clicks" INTEGER NOT NULL,
    "ConversionMicros" INTEGER NOT NULL,
    "NewCustomers" INTEGER NULL,
    "CostMicros" INTEGER NOT NULL,
    "RevenueMicros" INTEGER NOT NULL,
    "Metrics" TEXT NOT NULL,
    "DeltaImpressions" INTEGER NOT NULL,
    "DeltaClicks" INTEGER NOT NULL,
    "DeltaConversionMicros" INTEGER NOT NULL,
    "DeltaNewCustomers" INTEGER NOT NULL,
    "DeltaCostMicros" INTEGER NOT NULL,
    "DeltaRevenueMicros" INTEGER NOT NULL,
    "DeltaMetrics" TEXT NOT NULL,
    "SourceExportedAt" TEXT NULL,
    "ActorId" TEXT NOT NULL,
    "ActorName" TEXT NOT NULL,
    CONSTRAINT "PK_ResultEntries" PRIMARY KEY ("WorkspaceId", "Sequence", "Place")
);
CREATE TABLE "Results" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_Results" PRIMARY KEY,
    "WorkspaceId" binary(16) NOT NULL,
    "Key" BLOB NOT NULL,
    "Source" TEXT NOT NULL,
    "CampaignId" binary(16) NOT NULL,
    "CampaignCode" TEXT NOT NULL,
    "ChannelId" binary(16) NOT NULL,
    "ChannelCode" TEXT NOT NULL,
    "Date" TEXT NOT NULL,
    "Window" TEXT NOT NULL,
    "Breakdown" TEXT NOT NULL,
    "Currency" TEXT NOT NULL,
    "Status" TEXT NOT NULL,
    "AccountTimeZone" TEXT NULL,
    "Impressions" INTEGER NOT NULL,
    "Clicks" INTEGER NOT NULL,
    "ConversionMicros" INTEGER NOT NULL,
    "NewCustomers" INTEGER NULL,
    "CostMicros" INTEGER NOT NULL,
    "RevenueMicros" INTEGER NOT NULL,
    "Metrics" TEXT NOT NULL,
    "IsRetracted" INTEGER NOT NULL,
    "SourceExportedAt" TEXT NULL,
    "Version" INTEGER NOT NULL,
    CONSTRAINT "FK_Results_Campaigns_WorkspaceId_CampaignId" FOREIGN KEY ("WorkspaceId", "CampaignId") REFERENCES "Campaigns" ("WorkspaceId", "Id"),
    CONSTRAINT "FK_Results_CatalogueEntries_WorkspaceId_ChannelId" FOREIGN KEY ("WorkspaceId", "ChannelId") REFERENCES "CatalogueEntries" ("WorkspaceId", "EntryId")
);
CREATE INDEX "IX_ObservationEntries_WorkspaceId_ObservationId_Version" ON "ObservationEntries" ("WorkspaceId", "ObservationId", "Version");
CREATE INDEX "IX_Observations_WorkspaceId_ForDate_Id" ON "Observations" ("WorkspaceId", "ForDate", "Id");
CREATE UNIQUE INDEX "IX_Observations_WorkspaceId_Key" ON "Observations" ("WorkspaceId", "Key");
CREATE INDEX "IX_Observations_WorkspaceId_MetricEntryId" ON "Observations" ("WorkspaceId", "MetricEntryId");
CREATE INDEX "IX_Observations_WorkspaceId_MetricId_ForDate_Id" ON "Observations" ("WorkspaceId", "MetricId", "ForDate", "Id");
CREATE INDEX "IX_Observations_WorkspaceId_PlanId_ForDate_Id" ON "Observations" ("WorkspaceId", "PlanId", "ForDate", "Id");
CREATE INDEX "IX_ResultEntries_WorkspaceId_ResultId_Version" ON "ResultEntries" ("WorkspaceId", "ResultId", "Version");
CREATE INDEX "IX_Results_WorkspaceId_CampaignId_Date_Id" ON "Results" ("WorkspaceId", "CampaignId", "Date", "Id");
CREATE INDEX "IX_Results_WorkspaceId_ChannelId" ON "Results" ("WorkspaceId", "ChannelId");
CREATE INDEX "IX_Results_WorkspaceId_Date_Id" ON "Results" ("WorkspaceId", "Date", "Id");
CREATE UNIQUE INDEX "IX_Results_WorkspaceId_Key" ON "Results" ("WorkspaceId", "Key");
CREATE TRIGGER "ObservationEntries_NoUpdate" BEFORE UPDATE ON "ObservationEntries"
BEGIN
  SELECT RAISE(ABORT, 'ObservationEntries is append-only.');
END;
CREATE TRIGGER "ObservationEntries_NoDelete" BEFORE DELETE ON "ObservationEntries"
BEGIN
  SELECT RAISE(ABORT, 'ObservationEntries is append-only.');
END;
CREATE TRIGGER "ResultEntries_NoUpdate" BEFORE UPDATE ON "ResultEntries"
BEGIN
  SELECT RAISE(ABORT, 'ResultEntries is append-only.');
END;
CREATE TRIGGER "ResultEntries_NoDelete" BEFORE DELETE ON "ResultEntries"
BEGIN
  SELECT RAISE(ABORT, 'ResultEntries is append-only.');
END;
CREATE TABLE "FiscalMonths" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_FiscalMonths" PRIMARY KEY,
    "Period" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "Reason" TEXT NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "Version" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "CreatedByName" TEXT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "UpdatedBy" TEXT NOT NULL,
    "UpdatedByName" TEXT NULL,
    "DeletedAt" TEXT NULL,
    CONSTRAINT "AK_FiscalMonths_WorkspaceId_Id" UNIQUE ("WorkspaceId", "Id")
);
CREATE UNIQUE INDEX "IX_FiscalMonths_WorkspaceId_Period" ON "FiscalMonths" ("WorkspaceId", "Period") WHERE [DeletedAt] IS NULL;
CREATE TABLE "WebhookDeliveries" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_WebhookDeliveries" PRIMARY KEY,
    "WorkspaceId" binary(16) NOT NULL,
    "WebhookId" binary(16) NOT NULL,
    "EventId" binary(16) NOT NULL,
    "Sequence" INTEGER NOT NULL,
    "ResourceType" TEXT NOT NULL,
    "ResourceId" binary(16) NOT NULL,
    "EventType" TEXT NOT NULL,
    "Body" BLOB NOT NULL,
    "State" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "FirstAttemptAt" TEXT NULL,
    "Attempts" INTEGER NOT NULL,
    "NextAttemptAt" TEXT NOT NULL,
    "LastAttemptAt" TEXT NULL,
    "LastStatus" INTEGER NULL,
    "LastFailure" TEXT NULL,
    "LastMilliseconds" INTEGER NULL
);
CREATE TABLE "Webhooks" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_Webhooks" PRIMARY KEY,
    "Url" TEXT NOT NULL,
    "Types" TEXT NOT NULL,
    "Description" TEXT NULL,
    "MaxPerSecond" INTEGER NULL,
    "OwnerId" TEXT NOT NULL,
    "Scopes" TEXT NOT NULL,
    "DisabledReason" TEXT NULL,
    "DisabledAt" TEXT NULL,
    "SealedSecret" BLOB NOT NULL,
    "SealedPreviousSecret" BLOB NULL,
    "PreviousSecretUntil" TEXT NULL,
    "Position" INTEGER NOT NULL,
    "MissedThrough" INTEGER NULL,
    "DueAt" TEXT NULL,
    "WaitUntil" TEXT NULL,
    "FailuresInRow" INTEGER NOT NULL,
    "FailingSince" TEXT NULL,
    "LeaseOwner" TEXT NULL,
    "LeaseUntil" TEXT NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "Version" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "CreatedByName" TEXT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "UpdatedBy" TEXT NOT NULL,
    "UpdatedByName" TEXT NULL,
    "DeletedAt" TEXT NULL,
    CONSTRAINT "AK_Webhooks_WorkspaceId_Id" UNIQUE ("WorkspaceId", "Id")
);
CREATE INDEX "IX_WebhookDeliveries_WorkspaceId_CreatedAt" ON "WebhookDeliveries" ("WorkspaceId", "CreatedAt");
CREATE UNIQUE INDEX "IX_WebhookDeliveries_WorkspaceId_WebhookId_Sequence" ON "WebhookDeliveries" ("WorkspaceId", "WebhookId", "Sequence");
CREATE INDEX "IX_WebhookDeliveries_WorkspaceId_WebhookId_State_Sequence" ON "WebhookDeliveries" ("WorkspaceId", "WebhookId", "State", "Sequence");
CREATE INDEX "IX_Webhooks_WorkspaceId_CreatedAt_Id" ON "Webhooks" ("WorkspaceId", "CreatedAt", "Id");
CREATE INDEX "IX_Webhooks_WorkspaceId_UpdatedAt_Id" ON "Webhooks" ("WorkspaceId", "UpdatedAt", "Id");
CREATE TABLE "ContingencyPlans" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_ContingencyPlans" PRIMARY KEY,
    "Terms" TEXT NOT NULL,
    "PlanId" binary(16) NULL,
    "OwnerId" binary(16) NULL,
    "SearchText" TEXT NOT NULL,
    "LiveOwnerId" binary(16) NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "Version" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "CreatedByName" TEXT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "UpdatedBy" TEXT NOT NULL,
    "UpdatedByName" TEXT NULL,
    "DeletedAt" TEXT NULL, "Adopted" TEXT NULL, "PartKey" TEXT NULL,
    CONSTRAINT "AK_ContingencyPlans_WorkspaceId_Id" UNIQUE ("WorkspaceId", "Id"),
    CONSTRAINT "FK_ContingencyPlans_CatalogueEntries_WorkspaceId_LiveOwnerId" FOREIGN KEY ("WorkspaceId", "LiveOwnerId") REFERENCES "CatalogueEntries" ("WorkspaceId", "EntryId")
);
CREATE TABLE "Incidents" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_Incidents" PRIMARY KEY,
    "Terms" TEXT NOT NULL,
    "PlanId" binary(16) NULL,
    "RiskId" binary(16) NULL,
    "OwnerId" binary(16) NULL,
    "DetectedAt" TEXT NOT NULL,
    "Timeline" TEXT NOT NULL,
    "LessonIds" TEXT NOT NULL,
    "ReserveDrawIds" TEXT NOT NULL,
    "SearchText" TEXT NOT NULL,
    "LiveOwnerId" binary(16) NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "Version" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "CreatedByName" TEXT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "UpdatedBy" TEXT NOT NULL,
    "UpdatedByName" TEXT NULL,
    "DeletedAt" TEXT NULL,
    CONSTRAINT "AK_Incidents_WorkspaceId_Id" UNIQUE ("WorkspaceId", "Id"),
    CONSTRAINT "FK_Incidents_CatalogueEntries_WorkspaceId_LiveOwnerId" FOREIGN KEY ("WorkspaceId", "LiveOwnerId") REFERENCES "CatalogueEntries" ("WorkspaceId", "EntryId")
);
CREATE TABLE "RiskAssessments" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_RiskAssessments" PRIMARY KEY,
    "PlanId" binary(16) NULL,
    "HeldOn" TEXT NOT NULL,
    "Note" TEXT NULL,
    "RatingIds" TEXT NOT NULL,
    "Picture" TEXT NOT NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "Version" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "CreatedByName" TEXT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "UpdatedBy" TEXT NOT NULL,
    "UpdatedByName" TEXT NULL,
    "DeletedAt" TEXT NULL,
    CONSTRAINT "AK_RiskAssessments_WorkspaceId_Id" UNIQUE ("WorkspaceId", "Id")
);
CREATE TABLE "RiskSignalCursors" (
    "WorkspaceId" binary(16) NOT NULL CONSTRAINT "PK_RiskSignalCursors" PRIMARY KEY,
    "Sequence" INTEGER NOT NULL
);
CREATE TABLE "Drills" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_Drills" PRIMARY KEY,
    "ContingencyPlanId" binary(16) NOT NULL,
    "PlannedOn" TEXT NOT NULL,
    "Scenario" TEXT NULL,
    "State" TEXT NOT NULL,
    "HeldOn" TEXT NULL,
    "Result" TEXT NULL,
    "Findings" TEXT NULL,
    "TaskIds" TEXT NOT NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "Version" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "CreatedByName" TEXT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "UpdatedBy" TEXT NOT NULL,
    "UpdatedByName" TEXT NULL,
    "DeletedAt" TEXT NULL,
    CONSTRAINT "AK_Drills_WorkspaceId_Id" UNIQUE ("WorkspaceId", "Id"),
    CONSTRAINT "FK_Drills_ContingencyPlans_WorkspaceId_ContingencyPlanId" FOREIGN KEY ("WorkspaceId", "ContingencyPlanId") REFERENCES "ContingencyPlans" ("WorkspaceId", "Id")
);
CREATE INDEX "IX_RiskTriggers_WorkspaceId_WatchKey" ON "RiskTriggers" ("WorkspaceId", "WatchKey") WHERE [WatchKey] IS NOT NULL;
CREATE INDEX "IX_ContingencyPlans_WorkspaceId_LiveOwnerId" ON "ContingencyPlans" ("WorkspaceId", "LiveOwnerId");
CREATE INDEX "IX_ContingencyPlans_WorkspaceId_UpdatedAt_Id" ON "ContingencyPlans" ("WorkspaceId", "UpdatedAt", "Id");
CREATE INDEX "IX_Drills_WorkspaceId_ContingencyPlanId_PlannedOn_Id" ON "Drills" ("WorkspaceId", "ContingencyPlanId", "PlannedOn", "Id");
CREATE INDEX "IX_Drills_WorkspaceId_State_PlannedOn_Id" ON "Drills" ("WorkspaceId", "State", "PlannedOn", "Id");
CREATE INDEX "IX_Incidents_WorkspaceId_DetectedAt_Id" ON "Incidents" ("WorkspaceId", "DetectedAt", "Id");
CREATE INDEX "IX_Incidents_WorkspaceId_LiveOwnerId" ON "Incidents" ("WorkspaceId", "LiveOwnerId");
CREATE INDEX "IX_Incidents_WorkspaceId_UpdatedAt_Id" ON "Incidents" ("WorkspaceId", "UpdatedAt", "Id");
CREATE INDEX "IX_RiskAssessments_WorkspaceId_HeldOn_Id" ON "RiskAssessments" ("WorkspaceId", "HeldOn", "Id");
CREATE TABLE "BulkJobChunks" (
    "WorkspaceId" binary(16) NOT NULL,
    "JobId" binary(16) NOT NULL,
    "Number" INTEGER NOT NULL,
    "FirstRow" INTEGER NOT NULL,
    "Body" BLOB NOT NULL,
    CONSTRAINT "PK_BulkJobChunks" PRIMARY KEY ("WorkspaceId", "JobId", "Number")
);
CREATE TABLE "BulkJobErrors" (
    "WorkspaceId" binary(16) NOT NULL,
    "JobId" binary(16) NOT NULL,
    "Row" INTEGER NOT NULL,
    "Ref" TEXT NULL,
    "Problem" TEXT NOT NULL,
    CONSTRAINT "PK_BulkJobErrors" PRIMARY KEY ("WorkspaceId", "JobId", "Row")
);
CREATE TABLE "BulkJobs" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_BulkJobs" PRIMARY KEY,
    "WorkspaceId" binary(16) NOT NULL,
    "Kind" TEXT NOT NULL,
    "Format" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "Failure" TEXT NULL,
    "OwnerId" TEXT NOT NULL,
    "OwnerName" TEXT NOT NULL,
    "OwnerSystem" TEXT NULL,
    "OwnerScopes" TEXT NOT NULL,
    "Source" TEXT NULL,
    "Header" TEXT NULL,
    "CreatedAt" TEXT NOT NULL,
    "EndedAt" TEXT NULL,
    "Rows" INTEGER NOT NULL,
    "Chunks" INTEGER NOT NULL,
    "NextChunk" INTEGER NOT NULL,
    "Done" INTEGER NOT NULL,
    "Created" INTEGER NOT NULL,
    "Updated" INTEGER NOT NULL,
    "Unchanged" INTEGER NOT NULL,
    "Refused" INTEGER NOT NULL
);
CREATE INDEX "IX_BulkJobs_WorkspaceId_CreatedAt" ON "BulkJobs" ("WorkspaceId", "CreatedAt");
CREATE INDEX "IX_BulkJobs_WorkspaceId_State" ON "BulkJobs" ("WorkspaceId", "State");
CREATE TABLE "BudgetAudits" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_BudgetAudits" PRIMARY KEY,
    "BudgetId" binary(16) NOT NULL,
    "Title" TEXT NOT NULL,
    "Date" TEXT NOT NULL,
    "From" TEXT NULL,
    "Through" TEXT NULL,
    "Conclusion" TEXT NULL,
    "Findings" TEXT NOT NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "Version" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "CreatedByName" TEXT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "UpdatedBy" TEXT NOT NULL,
    "UpdatedByName" TEXT NULL,
    "DeletedAt" TEXT NULL,
    CONSTRAINT "AK_BudgetAudits_WorkspaceId_Id" UNIQUE ("WorkspaceId", "Id"),
    CONSTRAINT "FK_BudgetAudits_Budgets_WorkspaceId_BudgetId" FOREIGN KEY ("WorkspaceId", "BudgetId") REFERENCES "Budgets" ("WorkspaceId", "Id") ON DELETE CASCADE
);
CREATE TABLE "BudgetCategories" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_BudgetCategories" PRIMARY KEY,
    "AccountCode" TEXT NULL,
    "Description" TEXT NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "Version" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "CreatedByName" TEXT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "UpdatedBy" TEXT NOT NULL,
    "UpdatedByName" TEXT NULL,
    "DeletedAt" TEXT NULL,
    "Code" TEXT NULL,
    "CodeKey" TEXT NULL,
    "Name" TEXT NOT NULL,
    "Aliases" TEXT NOT NULL,
    "NameKey" TEXT NOT NULL,
    "SearchText" TEXT NOT NULL,
    CONSTRAINT "AK_BudgetCategories_WorkspaceId_Id" UNIQUE ("WorkspaceId", "Id")
);
CREATE TABLE "Dimensions" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_Dimensions" PRIMARY KEY,
    "Description" TEXT NULL,
    "Values" TEXT NOT NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "Version" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "CreatedByName" TEXT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "UpdatedBy" TEXT NOT NULL,
    "UpdatedByName" TEXT NULL,
    "DeletedAt" TEXT NULL,
    "Code" TEXT NULL,
    "CodeKey" TEXT NULL,
    "Name" TEXT NOT NULL,
    "Aliases" TEXT NOT NULL,
    "NameKey" TEXT NOT NULL,
    "SearchText" TEXT NOT NULL,
    CONSTRAINT "AK_Dimensions_WorkspaceId_Id" UNIQUE ("WorkspaceId", "Id")
);
CREATE TABLE "ExternalKeys" (
    "WorkspaceId" binary(16) NOT NULL,
    "Key" BLOB NOT NULL,
    "Type" TEXT NOT NULL,
    "ResourceId" binary(16) NOT NULL,
    "System" TEXT NOT NULL,
    "ExternalId" TEXT NOT NULL,
    "SourceUpdatedAt" TEXT NULL,
    CONSTRAINT "PK_ExternalKeys" PRIMARY KEY ("WorkspaceId", "Key")
);
CREATE TABLE "RateSets" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_RateSets" PRIMARY KEY,
    "Code" TEXT NOT NULL,
    "CodeKey" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    "NameKey" TEXT NOT NULL,
    "MissingRate" TEXT NOT NULL,
    "LatestVersion" INTEGER NOT NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "Version" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "CreatedByName" TEXT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "UpdatedBy" TEXT NOT NULL,
    "UpdatedByName" TEXT NULL,
    "DeletedAt" TEXT NULL,
    CONSTRAINT "AK_RateSets_WorkspaceId_Id" UNIQUE ("WorkspaceId", "Id")
);
CREATE TABLE "RateSetVersions" (
    "WorkspaceId" binary(16) NOT NULL,
    "RateSetId" binary(16) NOT NULL,
    "Number" INTEGER NOT NULL,
    "ValidFrom" TEXT NOT NULL,
    "ValidTo" TEXT NULL,
    "Rates" TEXT NOT NULL,
    "PublishedAt" TEXT NOT NULL,
    "PublishedBy" TEXT NOT NULL,
    CONSTRAINT "PK_RateSetVersions" PRIMARY KEY ("WorkspaceId", "RateSetId", "Number")
);
CREATE TABLE "SyncSystems" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_SyncSystems" PRIMARY KEY,
    "System" TEXT NOT NULL,
    "OwnedMembers" TEXT NOT NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "Version" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "CreatedByName" TEXT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "UpdatedBy" TEXT NOT NULL,
    "UpdatedByName" TEXT NULL,
    "DeletedAt" TEXT NULL,
    CONSTRAINT "AK_SyncSystems_WorkspaceId_Id" UNIQUE ("WorkspaceId", "Id")
);
CREATE INDEX "IX_LedgerPostings_WorkspaceId_CampaignRef_Period" ON "LedgerPostings" ("WorkspaceId", "CampaignRef", "Period") WHERE [CampaignRef] IS NOT NULL;
CREATE UNIQUE INDEX "IX_Campaigns_PlanId_PartKey" ON "Campaigns" ("PlanId", "PartKey") WHERE [PlanId] IS NOT NULL AND [PartKey] IS NOT NULL AND [DeletedAt] IS NULL;
CREATE UNIQUE INDEX "IX_Budgets_WorkspaceId_ChosenForId" ON "Budgets" ("WorkspaceId", "ChosenForId") WHERE [ChosenForId] IS NOT NULL AND [DeletedAt] IS NULL;
CREATE UNIQUE INDEX "IX_Budgets_WorkspaceId_ScenarioOfId_Scenario" ON "Budgets" ("WorkspaceId", "ScenarioOfId", "Scenario") WHERE [ScenarioOfId] IS NOT NULL AND [Scenario] IS NOT NULL AND [DeletedAt] IS NULL;
CREATE INDEX "IX_BudgetAudits_WorkspaceId_BudgetId_Date_Id" ON "BudgetAudits" ("WorkspaceId", "BudgetId", "Date", "Id");
CREATE UNIQUE INDEX "IX_BudgetCategories_WorkspaceId_Code" ON "BudgetCategories" ("WorkspaceId", "Code") WHERE [Code] IS NOT NULL AND [DeletedAt] IS NULL;
CREATE UNIQUE INDEX "IX_BudgetCategories_WorkspaceId_CodeKey" ON "BudgetCategories" ("WorkspaceId", "CodeKey") WHERE [CodeKey] IS NOT NULL AND [DeletedAt] IS NULL;
CREATE UNIQUE INDEX "IX_BudgetCategories_WorkspaceId_NameKey" ON "BudgetCategories" ("WorkspaceId", "NameKey") WHERE [DeletedAt] IS NULL;
CREATE INDEX "IX_BudgetCategories_WorkspaceId_NameKey_Id" ON "BudgetCategories" ("WorkspaceId", "NameKey", "Id");
CREATE INDEX "IX_BudgetCategories_WorkspaceId_UpdatedAt_Id" ON "BudgetCategories" ("WorkspaceId", "UpdatedAt", "Id");
CREATE UNIQUE INDEX "IX_Dimensions_WorkspaceId_Code" ON "Dimensions" ("WorkspaceId", "Code") WHERE [Code] IS NOT NULL AND [DeletedAt] IS NULL;
CREATE UNIQUE INDEX "IX_Dimensions_WorkspaceId_CodeKey" ON "Dimensions" ("WorkspaceId", "CodeKey") WHERE [CodeKey] IS NOT NULL AND [DeletedAt] IS NULL;
CREATE UNIQUE INDEX "IX_Dimensions_WorkspaceId_NameKey" ON "Dimensions" ("WorkspaceId", "NameKey") WHERE [DeletedAt] IS NULL;
CREATE INDEX "IX_Dimensions_WorkspaceId_NameKey_Id" ON "Dimensions" ("WorkspaceId", "NameKey", "Id");
CREATE INDEX "IX_Dimensions_WorkspaceId_UpdatedAt_Id" ON "Dimensions" ("WorkspaceId", "UpdatedAt", "Id");
CREATE UNIQUE INDEX "IX_ExternalKeys_WorkspaceId_ResourceId_System" ON "ExternalKeys" ("WorkspaceId", "ResourceId", "System");
CREATE UNIQUE INDEX "IX_RateSets_WorkspaceId_CodeKey" ON "RateSets" ("WorkspaceId", "CodeKey") WHERE [DeletedAt] IS NULL;
CREATE INDEX "IX_RateSets_WorkspaceId_NameKey_Id" ON "RateSets" ("WorkspaceId", "NameKey", "Id");
CREATE UNIQUE INDEX "IX_SyncSystems_WorkspaceId_System" ON "SyncSystems" ("WorkspaceId", "System");
CREATE TRIGGER "RateSetVersions_NoUpdate" BEFORE UPDATE ON "RateSetVersions"
BEGIN
  SELECT RAISE(ABORT, 'RateSetVersions is append-only.');
END;
CREATE TRIGGER "RateSetVersions_NoDelete" BEFORE DELETE ON "RateSetVersions"
BEGIN
  SELECT RAISE(ABORT, 'RateSetVersions is append-only.');
END;
CREATE TABLE "BudgetLines" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_BudgetLines" PRIMARY KEY,
    "BudgetId" binary(16) NOT NULL,
    "CategoryId" binary(16) NULL,
    "CodeKey" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "CreatedByName" TEXT NULL,
    "DeletedAt" TEXT NULL,
    "LiveCategoryId" binary(16) NULL,
    "ParentKey" TEXT NULL,
    "Position" INTEGER NOT NULL,
    "Terms" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "UpdatedBy" TEXT NOT NULL,
    "UpdatedByName" TEXT NULL,
    "Version" INTEGER NOT NULL,
    "WorkspaceId" binary(16) NOT NULL,
    CONSTRAINT "AK_BudgetLines_WorkspaceId_Id" UNIQUE ("WorkspaceId", "Id"),
    CONSTRAINT "FK_BudgetLines_Budgets_WorkspaceId_BudgetId" FOREIGN KEY ("WorkspaceId", "BudgetId") REFERENCES "Budgets" ("WorkspaceId", "Id") ON DELETE CASCADE,
    CONSTRAINT "FK_BudgetLines_CatalogueEntries_WorkspaceId_LiveCategoryId" FOREIGN KEY ("WorkspaceId", "LiveCategoryId") REFERENCES "CatalogueEntries" ("WorkspaceId", "EntryId")
);
CREATE UNIQUE INDEX "IX_BudgetLines_WorkspaceId_BudgetId_CodeKey" ON "BudgetLines" ("WorkspaceId", "BudgetId", "CodeKey") WHERE [DeletedAt] IS NULL;
CREATE INDEX "IX_BudgetLines_WorkspaceId_BudgetId_Position_Id" ON "BudgetLines" ("WorkspaceId", "BudgetId", "Position", "Id");
CREATE INDEX "IX_BudgetLines_WorkspaceId_CategoryId_Id" ON "BudgetLines" ("WorkspaceId", "CategoryId", "Id");
CREATE INDEX "IX_BudgetLines_WorkspaceId_LiveCategoryId" ON "BudgetLines" ("WorkspaceId", "LiveCategoryId");
CREATE TABLE "ContentAssets" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_ContentAssets" PRIMARY KEY,
    "Title" TEXT NOT NULL,
    "CampaignId" binary(16) NULL,
    "ChannelId" binary(16) NULL,
    "Format" TEXT NULL,
    "PlannedOn" TEXT NULL,
    "PublishedOn" TEXT NULL,
    "Link" TEXT NULL,
    "Status" TEXT NOT NULL,
    "Day" TEXT NULL,
    "SearchText" TEXT NOT NULL,
    "LiveChannelId" binary(16) NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "Version" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "CreatedByName" TEXT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "UpdatedBy" TEXT NOT NULL,
    "UpdatedByName" TEXT NULL,
    "DeletedAt" TEXT NULL, "ExternalIds" TEXT NOT NULL DEFAULT ('[]'),
    CONSTRAINT "AK_ContentAssets_WorkspaceId_Id" UNIQUE ("WorkspaceId", "Id"),
    CONSTRAINT "FK_ContentAssets_CatalogueEntries_WorkspaceId_LiveChannelId" FOREIGN KEY ("WorkspaceId", "LiveChannelId") REFERENCES "CatalogueEntries" ("WorkspaceId", "EntryId")
);
CREATE TABLE "Offers" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_Offers" PRIMARY KEY,
    "Code" TEXT NOT NULL,
    "CodeKey" TEXT NOT NULL,
    "Title" TEXT NOT NULL,
    "CampaignId" binary(16) NULL,
    "Kind" TEXT NULL,
    "Terms" TEXT NULL,
    "Guardrails" TEXT NULL,
    "ValidFrom" TEXT NULL,
    "ValidTo" TEXT NULL,
    "SearchText" TEXT NOT NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "Version" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "CreatedByName" TEXT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "UpdatedBy" TEXT NOT NULL,
    "UpdatedByName" TEXT NULL,
    "DeletedAt" TEXT NULL,
    CONSTRAINT "AK_Offers_WorkspaceId_Id" UNIQUE ("WorkspaceId", "Id")
);
CREATE INDEX "IX_ContentAssets_WorkspaceId_CampaignId_UpdatedAt_Id" ON "ContentAssets" ("WorkspaceId", "CampaignId", "UpdatedAt", "Id");
CREATE INDEX "IX_ContentAssets_WorkspaceId_ChannelId_Id" ON "ContentAssets" ("WorkspaceId", "ChannelId", "Id");
CREATE INDEX "IX_ContentAssets_WorkspaceId_Day_Id" ON "ContentAssets" ("WorkspaceId", "Day", "Id");
CREATE INDEX "IX_ContentAssets_WorkspaceId_LiveChannelId" ON "ContentAssets" ("WorkspaceId", "LiveChannelId");
CREATE INDEX "IX_ContentAssets_WorkspaceId_UpdatedAt_Id" ON "ContentAssets" ("WorkspaceId", "UpdatedAt", "Id");
CREATE INDEX "IX_Offers_WorkspaceId_CampaignId_UpdatedAt_Id" ON "Offers" ("WorkspaceId", "CampaignId", "UpdatedAt", "Id");
CREATE UNIQUE INDEX "IX_Offers_WorkspaceId_CodeKey" ON "Offers" ("WorkspaceId", "CodeKey") WHERE [DeletedAt] IS NULL;
CREATE INDEX "IX_Offers_WorkspaceId_UpdatedAt_Id" ON "Offers" ("WorkspaceId", "UpdatedAt", "Id");
CREATE TABLE "LoyaltyProgrammes" (
    "Id" binary(16) NOT NULL CONSTRAINT "PK_LoyaltyProgrammes" PRIMARY KEY,
    "Terms" TEXT NOT NULL,
    "Status" TEXT NOT NULL,
    "Steps" TEXT NOT NULL,
    "PlanId" binary(16) NULL,
    "OwnerId" binary(16) NULL,
    "CodeKey" TEXT NOT NULL,
    "SearchText" TEXT NOT NULL,
    "LiveOwnerId" binary(16) NULL,
    "WorkspaceId" binary(16) NOT NULL,
    "Version" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "CreatedByName" TEXT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "UpdatedBy" TEXT NOT NULL,
    "UpdatedByName" TEXT NULL,
    "DeletedAt" TEXT NULL,
    CONSTRAINT "AK_LoyaltyProgrammes_WorkspaceId_Id" UNIQUE ("WorkspaceId", "Id"),
    CONSTRAINT "FK_LoyaltyProgrammes_CatalogueEntries_WorkspaceId_LiveOwnerId" FOREIGN KEY ("WorkspaceId", "LiveOwnerId") REFERENCES "CatalogueEntries" ("WorkspaceId", "EntryId")
);
CREATE UNIQUE INDEX "IX_LoyaltyProgrammes_WorkspaceId_CodeKey" ON "LoyaltyProgrammes" ("WorkspaceId", "CodeKey") WHERE [DeletedAt] IS NULL;
CREATE INDEX "IX_LoyaltyProgrammes_WorkspaceId_LiveOwnerId" ON "LoyaltyProgrammes" ("WorkspaceId", "LiveOwnerId");
CREATE INDEX "IX_LoyaltyProgrammes_WorkspaceId_OwnerId_Id" ON "LoyaltyProgrammes" ("WorkspaceId", "OwnerId", "Id");
CREATE INDEX "IX_LoyaltyProgrammes_WorkspaceId_PlanId_UpdatedAt_Id" ON "LoyaltyProgrammes" ("WorkspaceId", "PlanId", "UpdatedAt", "Id");
CREATE INDEX "IX_LoyaltyProgrammes_WorkspaceId_UpdatedAt_Id" ON "LoyaltyProgrammes" ("WorkspaceId", "UpdatedAt", "Id");
CREATE UNIQUE INDEX "IX_ContingencyPlans_PlanId_PartKey" ON "ContingencyPlans" ("PlanId", "PartKey") WHERE [PlanId] IS NOT NULL AND [PartKey] IS NOT NULL AND [DeletedAt] IS NULL;
INSERT INTO "__EFMigrationsHistory" VALUES ('20261130092005_Initial', '10.0.15');
INSERT INTO "__EFMigrationsHistory" VALUES ('20261130105930_MasterKeyProofs', '10.0.15');
INSERT INTO "__EFMigrationsHistory" VALUES ('20261130113153_AddNamesOfActors', '10.0.15');
INSERT INTO "__EFMigrationsHistory" VALUES ('20261130115930_AddContentStamps', '10.0.15');
INSERT INTO "__EFMigrationsHistory" VALUES ('20261130123215_AddApprovals', '10.0.15');
INSERT INTO "__EFMigrationsHistory" VALUES ('20261130140150_AddApprovalExpiry', '10.0.15');
INSERT INTO "__EFMigrationsHistory" VALUES ('20261130151023_AddTasks', '10.0.15');
INSERT INTO "__EFMigrationsHistory" VALUES ('20261130153603_AddBudgets', '10.0.15');
INSERT INTO "__EFMigrationsHistory" VALUES ('20261130154530_AddPlanSearch', '10.0.15');
INSERT INTO "__EFMigrationsHistory" VALUES ('20261130154819_AddOccurrencesAndCalendarFeeds', '10.0.15');
INSERT INTO "__EFMigrationsHistory" VALUES ('20261130171052_AddCampaigns', '10.0.15');
INSERT INTO "__EFMigrationsHistory" VALUES ('20261130171738_AddReadingVersions', '10.0.15');
INSERT INTO "__EFMigrationsHistory" VALUES ('20261130175714_AddRisks', '10.0.15');
INSERT INTO "__EFMigrationsHistory" VALUES ('20261130175956_AddFacts', '10.0.15');
INSERT INTO "__EFMigrationsHistory" VALUES ('20261130180254_AddBudgetMonths', '10.0.15');
INSERT INTO "__EFMigrationsHistory" VALUES ('20261130181000_AddWebhooks', '10.0.15');
INSERT INTO "__EFMigrationsHistory" VALUES ('20261130182701_AddRiskSignals', '10.0.15');
INSERT INTO "__EFMigrationsHistory" VALUES ('20261130183500_AddBulkJobs', '10.0.15');
INSERT INTO "__EFMigrationsHistory" VALUES ('20261130184106_AddRatesAndExternalIds', '10.0.15');
INSERT INTO "__EFMigrationsHistory" VALUES ('20261130185910_AddCategoryKeys', '10.0.15');
INSERT INTO "__EFMigrationsHistory" VALUES ('20261130203808_AddContentAndOffers', '10.0.15');
INSERT INTO "__EFMigrationsHistory" VALUES ('20261130211302_AddLoyaltyAndCampaignReviews', '10.0.15');
INSERT INTO "__EFMigrationsHistory" VALUES ('20261201002453_AddLastPosting', '10.0.15');
INSERT INTO "__EFMigrationsHistory" VALUES ('20261201003533_AddExternalIdsOfEntries', '10.0.15');
INSERT INTO "__EFMigrationsHistory" VALUES ('20261201005037_AddContingencyAdoption', '10.0.15');
