import { cmisConnector } from './cmis.ts';
import type { Connector } from './connector.ts';
import { folderConnector } from './folder.ts';
import { graphConnector } from './graph.ts';
import { sftpConnector } from './sftp.ts';
import type { FilingSystem } from './system.ts';
import { webDavConnector } from './webdav.ts';

/** The connector to a folder of a system. Nothing is asked of the system until it is used. */
export const connectTo = (system: FilingSystem, folder: string): Connector => {
  switch (system.way) {
    case 'folder':
      return folderConnector(system.path, folder);
    case 'sftp':
      return sftpConnector(system, folder);
    case 'webdav':
      return webDavConnector(system, folder);
    case 'cmis':
      return cmisConnector(system, folder);
    case 'graph':
      return graphConnector(system, folder);
  }
};
