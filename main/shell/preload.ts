import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import type { EventName } from '../contract/contract';
import { ipcChannels, type Transport } from '../contract/transport';

/** All that the page can reach of Electron. The line to main is never lost, so `connected` is never told anything. */
const transport: Transport = {
  call: (name, input) => ipcRenderer.invoke(ipcChannels.call, name, input),
  subscribe(listener) {
    const hear = (_event: IpcRendererEvent, name: EventName, body: unknown) => listener(name, body);
    ipcRenderer.on(ipcChannels.event, hear);
    return () => ipcRenderer.off(ipcChannels.event, hear);
  },
};

contextBridge.exposeInMainWorld('pushtray', transport);
